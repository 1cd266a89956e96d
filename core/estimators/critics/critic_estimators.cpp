// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/critics/critic_estimators.h"

#include "core/estimators/critics/critic_inputs.h"
#include "core/estimators/critics/critic_parameters.h"
#include "core/estimators/critics/critic_parts.h"
#include "core/estimators/critics/torch_threads.h"
#include "core/nn/random_tensors.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

namespace infoplane {
namespace {

// Fewer cannot be divided, whatever part is reported on.
constexpr std::size_t kLeastPoints = kLeastFitted + kLeastValidation + kLeastReported;

constexpr Place kHeldOut{0, 4}; // of this file's permutation; critic_training.cpp has those before

at::Tensor tensorOf(const Variable& variable) {
    const auto points = static_cast<std::int64_t>(variable.points);
    if (variable.discrete) {
        const at::Tensor symbols = at::empty({points}, at::kLong);
        std::copy(variable.symbols.begin(), variable.symbols.end(), symbols.mutable_data_ptr<std::int64_t>());
        return symbols;
    }
    const at::Tensor values = at::empty({points, static_cast<std::int64_t>(variable.width)}, at::kDouble);
    std::copy(variable.values.begin(), variable.values.end(), values.mutable_data_ptr<double>());
    return values;
}

// The points at random places that train, and the others.
struct Split {
    CriticSample train, report;
};

Split splitOf(const CriticSample& all, double held_out, std::uint64_t seed) {
    const std::int64_t report = std::llround(held_out * static_cast<double>(all.points()));
    const CriticSample shuffled =
        all.at(permutationTensor(std::array{seed}, kHeldOut, 0, all.points(), at::kCPU).squeeze(0));
    return {shuffled.part(report, all.points() - report), shuffled.part(0, report)};
}

// A step of the usual critic is over before further threads have begun, and waiting for them on a busy
// machine costs many times what they do.
std::size_t threadsFor(const EstimatorSettings& settings) {
    constexpr double share = 3e7; // multiply-adds of a step a thread
    const double batch = std::max(256.0, settings.values.at("batch"));
    const double hidden = settings.values.at("hidden");
    const double most = std::max(1.0, 2 * batch * (batch + hidden * hidden) / share);
    return std::min(settings.threads, static_cast<std::size_t>(most));
}

class CriticEstimator final : public Estimator {
public:
    explicit CriticEstimator(CriticObjective objective)
        : objective_(objective), info_(criticInfo(objective)) {}

    const EstimatorInfo& info() const override { return info_; }

    std::optional<std::string> refusal(const Variable& x, const Variable& y) const override {
        if (measuresNoise(objective_) && x.discrete) return "it needs a continuous x";
        if (objective_ == CriticObjective::Variational && !y.discrete) return "it needs a discrete y";
        if (x.points < kLeastPoints)
            return "it needs at least " + std::to_string(kLeastPoints) +
                   " points: some train a critic, some stop it, some are reported on";
        return std::nullopt;
    }

    Result<std::vector<Estimation>> measure(const Variable& x, const Variable& y,
                                            const EstimatorSettings& settings,
                                            const Proceed& proceed) const override;

private:
    [[nodiscard]] Result<Estimation> estimation(const Variable& x, const Variable& y,
                                                const EstimatorSettings& settings,
                                                const Proceed& proceed) const;

    CriticObjective objective_;
    EstimatorInfo info_;
};

Result<Estimation> CriticEstimator::estimation(const Variable& x, const Variable& y,
                                               const EstimatorSettings& settings,
                                               const Proceed& proceed) const {
    if (settings.values.at("batch") == 1)
        return Error{
            ErrorCode::InvalidArgument, "batch must be at least 2, or 0 for one that fits the sample", {}};
    const CriticOptions options = criticOptions(objective_, settings, x, y);
    CriticSample all{tensorOf(x), {}};
    if (!measuresNoise(objective_)) all.y = tensorOf(y);
    const Split split = splitOf(all, settings.values.at("held_out"), settings.seed);
    const auto measured =
        measureByCritic(options, {split.train.x, split.train.y}, {split.report.x, split.report.y}, proceed);
    if (!measured) return measured.error();
    Estimation result;
    result.estimator = info_.name;
    result.estimand = measuresNoise(objective_) ? noisyInputEstimand(x, options.sigma) : estimandOf(x, y);
    result.direction = criticDirection(objective_);
    result.estimate = measured->estimate;
    result.samples = static_cast<std::uint64_t>(split.report.points());
    result.training = static_cast<std::uint64_t>(split.train.points());
    ParameterValues used = settings.values;
    used["batch"] = static_cast<double>(measured->batch);
    result.parameters = parametersJson(info_, used, settings.seed);
    result.warnings = measured->warnings;
    return result;
}

Result<std::vector<Estimation>> CriticEstimator::measure(const Variable& x, const Variable& y,
                                                         const EstimatorSettings& settings,
                                                         const Proceed& proceed) const {
    const auto start = std::chrono::steady_clock::now();
    const TorchThreads threads(threadsFor(settings));
    auto result = estimation(x, y, settings, proceed);
    if (!result) return Error{result.error().code, result.error().message, info_.name};
    result->seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return std::vector{*result};
}

std::unique_ptr<Estimator> make(CriticObjective objective) {
    return std::make_unique<CriticEstimator>(objective);
}

} // namespace

std::unique_ptr<Estimator> makeMine() {
    return make(CriticObjective::Mine);
}

std::unique_ptr<Estimator> makeNwj() {
    return make(CriticObjective::Nwj);
}

std::unique_ptr<Estimator> makeInfoNce() {
    return make(CriticObjective::InfoNce);
}

std::unique_ptr<Estimator> makeSmile() {
    return make(CriticObjective::Smile);
}

std::unique_ptr<Estimator> makeVariational() {
    return make(CriticObjective::Variational);
}

std::unique_ptr<Estimator> makeAaMine() {
    return make(CriticObjective::AaMine);
}

std::unique_ptr<Estimator> makeKnownConditional() {
    return make(CriticObjective::KnownConditional);
}

} // namespace infoplane
