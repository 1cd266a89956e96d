// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/mixture/mixture_plugin.h"

#include "core/estimators/measurement_input.h"
#include "core/estimators/mixture/draw_statistics.h"
#include "core/estimators/mixture/kernel_sum.h"
#include "core/estimators/mixture/kernel_sum_tensor.h"

#include <ATen/ATen.h>

#include <chrono>
#include <cmath>

namespace infoplane {
namespace {

constexpr const char* kWho = "mixture plug-in";
constexpr std::int64_t kMostDraws = 65536;

std::optional<Error> wrongOptions(const MixtureOptions& o) {
    const auto wrong = [](const char* message) { return Error{ErrorCode::InvalidArgument, message, kWho}; };
    if (!(o.sigma > 0) || !std::isfinite(o.sigma))
        return wrong("sigma must be a number above 0: without noise the information is infinite.");
    if (o.draws < 1 || o.draws > kMostDraws) return wrong("draws must be from 1 to 65536.");
    return std::nullopt;
}

// Computes the kernel sums of one seed, draw after draw, the way its device asks for.
class SeedSums {
public:
    SeedSums(const at::Tensor& t, const std::vector<std::int64_t>& labels, double sigma) : sigma_(sigma) {
        const auto width = static_cast<std::size_t>(t.size(1));
        if (!t.is_cpu()) {
            t_ = t;
            labels_ = at::tensor(labels, at::kLong).to(t.device());
        } else if (t.scalar_type() == at::kDouble) {
            centres_.emplace(t.contiguous().const_data_ptr<double>(), width, labels, sigma);
        } else {
            centres_.emplace(t.to(at::kFloat).contiguous().const_data_ptr<float>(), width, labels, sigma);
        }
    }

    [[nodiscard]] bool draw(std::span<const float> noise, const Proceed& proceed, KernelSums& sums) const {
        return centres_ ? kernelSums(*centres_, noise, proceed, sums)
                        : kernelSumsByTensor(t_, labels_, sigma_, noise, proceed, sums);
    }

private:
    double sigma_;
    std::optional<KernelCentres> centres_;
    at::Tensor t_, labels_;
};

// Fills in the values of one seed; false: stopped.
bool measure(const at::Tensor& t, const MeasurementInput& input, const MixtureOptions& o,
             const NoiseDraw& noise, const Proceed& proceed, InformationEstimate& result) {
    if (!t.isfinite().all().item<bool>()) {
        result.xt.flags = result.ty.flags = kNanMet;
        return true;
    }
    const SeedSums seed(t, input.labels, o.sigma);
    DrawStatistics all(input.points), share(input.points);
    std::vector<float> draw(static_cast<std::size_t>(t.numel()));
    KernelSums sums;
    for (std::int64_t d = 0; d < o.draws; ++d) {
        noise(static_cast<std::uint64_t>(d), draw);
        if (!seed.draw(draw, proceed, sums)) return false;
        all.beginDraw();
        share.beginDraw();
        for (std::size_t i = 0; i < input.points; ++i) {
            all.add(i, std::log(sums.all[i]));
            share.add(i, std::log(sums.all[i] / sums.own[i]));
        }
    }
    // Taken from the cap, means of numbers that are not below 0 cannot lift the value above it by rounding.
    const auto finish = [](Estimate& e, const DrawStatistics& s) {
        e.value = e.cap - s.mean();
        e.standard_error = s.standardError();
        e.flags = capFlag(e);
    };
    finish(result.xt, all);
    finish(result.ty, share);
    return true;
}

} // namespace

NoiseDraw streamNoise(const StreamKey& key, std::uint64_t step) {
    return [key, step](std::uint64_t draw, std::span<float> out) {
        fillNormal(key, (step << 16) + draw, out.data(), out.size());
    };
}

EstimatorIdentity mixtureIdentity(const MixtureOptions& o) {
    return {"mixture",
            "Gaussian-mixture plug-in",
            "I(X;T^)",
            "I(T^;Y)",
            Direction::Exact,
            true,
            "{\"sigma\":" + jsonNumber(o.sigma) + ",\"draws\":" + std::to_string(o.draws) + "}"};
}

Result<std::vector<InformationEstimate>> mixturePlugin(const at::Tensor& t, const at::Tensor& labels,
                                                       const MixtureOptions& options,
                                                       std::span<const NoiseDraw> noise,
                                                       const Proceed& proceed) {
    if (const auto error = wrongOptions(options)) return *error;
    const auto input = checkedInput(t, labels, options.classes, kWho);
    if (!input) return input.error();
    if (noise.size() != input->seeds)
        return Error{ErrorCode::InvalidArgument, "there must be one source of noise for each seed.", kWho};
    InformationEstimate blank;
    blank.identity = mixtureIdentity(options);
    blank.samples = input->points;
    blank.xt.cap = std::log(static_cast<double>(input->points));
    blank.ty.cap = histogramEntropy(input->labelCounts());
    std::vector<InformationEstimate> results(noise.size(), blank);
    for (std::size_t r = 0; r < results.size(); ++r) {
        const auto start = std::chrono::steady_clock::now();
        if (!measure(activationsOfSeed(t, r), *input, options, noise[r], proceed, results[r]))
            return Error{ErrorCode::Cancelled, "The measurement was stopped.", kWho};
        results[r].seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }
    return results;
}

} // namespace infoplane
