// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/mixture/mixture_estimator.h"

#include "core/estimators/mixture/draw_statistics.h"
#include "core/estimators/mixture/noise_of_draws.h"
#include "core/estimators/mixture/noisy_layer.h"

#include <chrono>
#include <cmath>

namespace infoplane {
namespace {

constexpr std::size_t kMostDrawsForError = 1024; // for an error that is asked for
// Below so many logarithms their spread says too little to stop at it.
constexpr std::size_t kFewestValues = 100;

class Mixture final : public Estimator {
public:
    const EstimatorInfo& info() const override { return info_; }

    std::optional<std::string> refusal(const Variable& x, const Variable&) const override {
        return refusalOfNoisy(x);
    }

    Result<std::vector<Estimation>> measure(const Variable& x, const Variable& y,
                                            const EstimatorSettings& settings,
                                            const Proceed& proceed) const override;

private:
    EstimatorInfo info_{"mixture",
                        "Gaussian-mixture plug-in",
                        "Goldfeld et al. 2019, Monte Carlo integration of the Gaussian mixture",
                        {sigmaParameter(),
                         drawsParameter(),
                         {"error", 0.0, 0.0, 1.0, false, "nats",
                          "Monte Carlo error up to which draws are added, 1024 at most; 0: none are added"}},
                        false};
};

// What the draws say so far.
struct Draws {
    DrawStatistics all, share; // ln of the whole sum, and of its quotient by the own class's
    std::size_t points = 0, made = 0;

    explicit Draws(std::size_t n) : all(n), share(n), points(n) {}

    void add(const KernelSums& sums) {
        ++made;
        all.beginDraw();
        share.beginDraw();
        for (std::size_t i = 0; i < points; ++i) {
            all.add(i, std::log(sums.all[i]));
            share.add(i, std::log(sums.all[i] / sums.own[i]));
        }
    }

    // A single point's logarithms are 0 for every draw.
    [[nodiscard]] double errorOf(const DrawStatistics& s) const {
        return points == 1 ? 0.0 : s.standardError();
    }
    [[nodiscard]] double largestError() const { return std::max(errorOf(all), errorOf(share)); }

    [[nodiscard]] bool enough(const ParameterValues& values) const {
        const double error = values.at("error");
        if (static_cast<double>(made) < values.at("draws")) return false;
        if (error <= 0.0 || made >= kMostDrawsForError) return true;
        return made * points >= kFewestValues && largestError() <= error;
    }
};

// False: stopped.
bool draw(const KernelCentres& centres, const EstimatorSettings& settings, const Proceed& proceed,
          Draws& draws) {
    KernelTiling tiling;
    tiling.threads = settings.threads;
    NoiseOfDraws noise(noiseKey(settings), centres.size(), centres.width(), settings.threads);
    KernelSums sums;
    while (!draws.enough(settings.values)) {
        if (!kernelSums(centres, noise.draw(draws.made), proceed, sums, tiling)) return false;
        draws.add(sums);
    }
    return true;
}

// Taken from the cap, the mean of numbers that are not below 0 cannot lift the value above it by rounding.
Estimate estimateOf(double cap, const Draws& draws, const DrawStatistics& statistics) {
    Estimate e;
    e.cap = cap;
    e.value = cap - statistics.mean();
    e.standard_error = draws.errorOf(statistics);
    e.flags = capFlag(e);
    return e;
}

std::vector<std::string> warningsFor(const KernelCentres& centres, const Draws& draws, double error) {
    std::vector<std::string> warnings = warningsOf(centres);
    if (error > 0.0 && !(draws.largestError() <= error))
        warnings.push_back("the Monte Carlo error is " + jsonNumber(draws.largestError()) + " nats after " +
                           std::to_string(draws.made) + " draws, above the " + jsonNumber(error) +
                           " asked for: no more than " + std::to_string(kMostDrawsForError) +
                           " are made for it");
    return warnings;
}

Result<std::vector<Estimation>> Mixture::measure(const Variable& x, const Variable& y,
                                                 const EstimatorSettings& settings,
                                                 const Proceed& proceed) const {
    const auto start = std::chrono::steady_clock::now();
    const double sigma = settings.values.at("sigma");
    const auto centres = centresOf(x, y, sigma, info_.name, settings.threads);
    if (!centres) return centres.error();
    Draws draws(x.points);
    if (!draw(*centres, settings, proceed, draws)) return stoppedMeasurement(info_.name);
    ParameterValues made = settings.values;
    made["draws"] = static_cast<double>(draws.made);
    Estimation of_x;
    of_x.estimator = info_.name;
    of_x.estimand = noisyInputEstimand(x, sigma);
    of_x.direction = Direction::Exact;
    of_x.estimate = estimateOf(std::log(static_cast<double>(x.points)), draws, draws.all);
    of_x.samples = x.points;
    of_x.parameters = parametersJson(info_, made, settings.seed);
    of_x.warnings = warningsFor(*centres, draws, settings.values.at("error"));
    of_x.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::vector<Estimation> results{of_x};
    if (!y.discrete) return results;
    Estimation of_y = of_x;
    of_y.estimand = noisyLabelEstimand(x, y, sigma);
    of_y.estimate = estimateOf(histogramEntropy(symbolCounts(y)), draws, draws.share);
    results.push_back(of_y);
    return results;
}

} // namespace

std::unique_ptr<Estimator> makeMixture() {
    return std::make_unique<Mixture>();
}

} // namespace infoplane
