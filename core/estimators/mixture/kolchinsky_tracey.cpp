// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/mixture/kolchinsky_tracey.h"

#include "core/estimators/mixture/noisy_layer.h"
#include "core/estimators/mixture/pair_sums.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace infoplane {
namespace {

class KolchinskyTracey final : public Estimator {
public:
    const EstimatorInfo& info() const override { return info_; }

    std::optional<std::string> refusal(const Variable& x, const Variable&) const override {
        return refusalOfNoisy(x);
    }

    Result<std::vector<Estimation>> measure(const Variable& x, const Variable& y,
                                            const EstimatorSettings& settings,
                                            const Proceed& proceed) const override;

private:
    EstimatorInfo info_{"kt",
                        "Kolchinsky-Tracey bounds",
                        "Kolchinsky & Tracey 2017, pairwise bounds",
                        {sigmaParameter()},
                        false};
};

// ln N - mean ln sum. A sum is from 1, the point itself, to N; beyond N by rounding alone.
double boundOfInput(const std::vector<double>& all) {
    const auto points = static_cast<double>(all.size());
    double sum = 0;
    for (const double s : all)
        sum += std::log(std::min(s, points));
    return std::max(0.0, std::log(points) - sum / points);
}

// H(y) - mean ln(over / under), as ln N - sum_y p_y ln |S_y| = H(y).
double boundOfLabel(double entropy, const std::vector<double>& over, const std::vector<double>& under) {
    double sum = 0;
    for (std::size_t i = 0; i < over.size(); ++i)
        sum += std::log(over[i] / under[i]);
    return entropy - sum / static_cast<double>(over.size());
}

// No cap: NaN.
Estimate estimateOf(double value, double cap) {
    Estimate e;
    e.value = value > cap ? cap : value; // by rounding alone
    e.cap = cap;
    e.flags = capFlag(e);
    return e;
}

Estimation lower(Estimation common, const std::string& estimand, const Estimate& estimate) {
    common.estimator += "_lower";
    common.estimand = estimand;
    common.direction = Direction::Lower;
    common.estimate = estimate;
    return common;
}

Estimation upper(Estimation common, const std::string& estimand, const Estimate& estimate) {
    common.estimator += "_upper";
    common.estimand = estimand;
    common.direction = Direction::Upper;
    common.estimate = estimate;
    return common;
}

Result<std::vector<Estimation>> KolchinskyTracey::measure(const Variable& x, const Variable& y,
                                                          const EstimatorSettings& settings,
                                                          const Proceed& proceed) const {
    const auto start = std::chrono::steady_clock::now();
    const double sigma = settings.values.at("sigma");
    Estimation common;
    const auto centres = centresOf(x, y, sigma, info_.name, settings.threads);
    if (!centres) return centres.error();
    PairSums sums; // c = 8 and c = 2
    if (!pairSums(*centres, proceed, sums, settings.threads)) return stoppedMeasurement(info_.name);
    common.warnings = warningsOf(*centres);
    common.estimator = info_.name;
    common.samples = x.points;
    common.parameters = parametersJson(info_, settings.values);
    common.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const std::string of_x = noisyInputEstimand(x, sigma);
    const double cap = std::log(static_cast<double>(x.points));
    std::vector<Estimation> results{lower(common, of_x, estimateOf(boundOfInput(sums.wide.all), cap)),
                                    upper(common, of_x, estimateOf(boundOfInput(sums.narrow.all), cap))};
    if (!y.discrete) return results;
    const std::string of_y = noisyLabelEstimand(x, y, sigma);
    const double entropy = histogramEntropy(symbolCounts(y));
    const double low = boundOfLabel(entropy, sums.wide.all, sums.narrow.own);
    const double high = boundOfLabel(entropy, sums.narrow.all, sums.wide.own);
    results.push_back(lower(common, of_y, estimateOf(low, entropy)));
    results.push_back(upper(common, of_y, estimateOf(high, std::nan(""))));
    return results;
}

} // namespace

std::unique_ptr<Estimator> makeKolchinskyTracey() {
    return std::make_unique<KolchinskyTracey>();
}

} // namespace infoplane
