// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/mixture/sandwich.h"

#include "core/estimators/mixture/draw_statistics.h"
#include "core/estimators/mixture/noise_of_draws.h"
#include "core/estimators/mixture/noisy_layer.h"

#include <chrono>
#include <cmath>

namespace infoplane {
namespace {

class Sandwich final : public Estimator {
public:
    const EstimatorInfo& info() const override { return info_; }

    std::optional<std::string> refusal(const Variable& x, const Variable&) const override {
        return refusalOfNoisy(x);
    }

    Result<std::vector<Estimation>> measure(const Variable& x, const Variable& y,
                                            const EstimatorSettings& settings,
                                            const Proceed& proceed) const override;

private:
    EstimatorInfo info_{"sandwich",
                        "Leave-one-out and InfoNCE with the known density",
                        "Poole et al. 2019, eq. 12 and 13",
                        {sigmaParameter(), drawsParameter()},
                        false};
};

// ln sum_k exp(x_ik) over all k, and over the k != i.
struct Logarithms {
    DrawStatistics all, others;

    explicit Logarithms(std::size_t points) : all(points), others(points) {}

    void add(const OtherSums& sums) {
        all.beginDraw();
        others.beginDraw();
        for (std::size_t i = 0; i < sums.most.size(); ++i) {
            const double rest = sums.most[i] + std::log(sums.rest[i]);
            others.add(i, rest);
            // ln(1 + e^rest) without overflow.
            all.add(i, rest > 0 ? rest + std::log1p(std::exp(-rest)) : std::log1p(std::exp(rest)));
        }
    }
};

// False: stopped.
bool draw(const KernelCentres& centres, const EstimatorSettings& settings, const Proceed& proceed,
          Logarithms& logarithms) {
    KernelTiling tiling;
    tiling.threads = settings.threads;
    NoiseOfDraws noise(noiseKey(settings), centres.size(), centres.width(), settings.threads);
    OtherSums sums;
    const auto draws = static_cast<std::uint64_t>(settings.values.at("draws"));
    for (std::uint64_t d = 0; d < draws; ++d) {
        if (!otherSums(centres, noise.draw(d), proceed, sums, tiling)) return false;
        logarithms.add(sums);
    }
    return true;
}

Estimate estimateOf(double points, const DrawStatistics& logarithm) {
    Estimate e;
    e.value = std::log(points) - logarithm.mean();
    e.standard_error = logarithm.standardError();
    return e;
}

Result<std::vector<Estimation>> Sandwich::measure(const Variable& x, const Variable&,
                                                  const EstimatorSettings& settings,
                                                  const Proceed& proceed) const {
    const auto start = std::chrono::steady_clock::now();
    if (x.points < 2) return Error{ErrorCode::InvalidArgument, "it needs at least two points", info_.name};
    const double sigma = settings.values.at("sigma");
    const auto centres = centresOf(x, {}, sigma, info_.name, settings.threads);
    if (!centres) return centres.error();
    Logarithms logarithms(x.points);
    if (!draw(*centres, settings, proceed, logarithms)) return stoppedMeasurement(info_.name);
    const auto points = static_cast<double>(x.points);
    Estimation low;
    low.estimator = "infonce_known";
    low.estimand = noisyInputEstimand(x, sigma);
    low.direction = Direction::Lower;
    low.estimate = estimateOf(points, logarithms.all);
    low.estimate.cap = std::log(points);
    low.estimate.flags = capFlag(low.estimate);
    low.samples = x.points;
    low.parameters = parametersJson(info_, settings.values, settings.seed);
    low.warnings = warningsOf(*centres);
    low.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    Estimation high = low;
    high.estimator = "leave_one_out";
    high.direction = Direction::Upper;
    high.estimate = estimateOf(points - 1, logarithms.others);
    return std::vector{low, high};
}

} // namespace

std::unique_ptr<Estimator> makeSandwich() {
    return std::make_unique<Sandwich>();
}

} // namespace infoplane
