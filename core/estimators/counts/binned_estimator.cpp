// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/counts/binned_estimator.h"

#include "core/estimators/new_estimation.h"

#include <algorithm>
#include <cmath>

namespace infoplane {

// One of the two variables as states.
struct BinnedEstimator::Side {
    std::string name; // x_b
    StateNumbers states;
    double cap = 0.0; // of its entropy
    std::vector<std::string> warnings;
    bool out_of_range = false;
};

namespace {

StateNumbers statesOfSymbols(const Variable& v) {
    return {{v.symbols.begin(), v.symbols.end()}, symbolCounts(v)};
}

// H(b) - H(b|a); rounding must not make it negative.
double information(const StateNumbers& a, const StateNumbers& b) {
    const std::vector<std::int64_t> labels(b.state.begin(), b.state.end());
    return std::max(0.0, histogramEntropy(b.count) - labelEntropyGivenState(a, labels, b.count.size()));
}

std::optional<std::string> biasWarning(const StateNumbers& a, const StateNumbers& b, double value) {
    const double bias = static_cast<double>(a.count.size() - 1) * static_cast<double>(b.count.size() - 1) /
                        (2.0 * static_cast<double>(a.state.size()));
    if (bias <= 0.1 * value) return std::nullopt;
    return "as an estimate of the population's information it is too high by up to about " +
           jsonNumber(bias) + " nats: there are few points for " + std::to_string(a.count.size()) + " by " +
           std::to_string(b.count.size()) + " states";
}

} // namespace

std::optional<std::string> BinnedEstimator::refusal(const Variable& x, const Variable& y) const {
    if (!x.discrete || !y.discrete) return std::nullopt;
    return "it needs a continuous x or y; histogram takes two discrete ones";
}

Result<BinnedEstimator::Side> BinnedEstimator::sideOf(const Variable& v, const EstimatorSettings& settings,
                                                      const Proceed& proceed) const {
    const double log_points = std::log(static_cast<double>(v.points));
    if (v.discrete) {
        Side side{v.name, statesOfSymbols(v), 0.0, {}, false};
        side.cap = histogramEntropy(side.states.count);
        return side;
    }
    auto binned = bin(v, settings, proceed);
    if (!binned) return binned.error();
    return Side{v.name + "_b", std::move(binned->states),
                std::min(log_points, static_cast<double>(v.width) * logBins(settings)),
                std::move(binned->warnings), binned->out_of_range};
}

Result<std::vector<Estimation>> BinnedEstimator::measure(const Variable& x, const Variable& y,
                                                         const EstimatorSettings& settings,
                                                         const Proceed& proceed) const {
    const Stopwatch watch;
    const auto of_x = sideOf(x, settings, proceed);
    if (!of_x) return of_x.error();
    const auto of_y = sideOf(y, settings, proceed);
    if (!of_y) return of_y.error();
    Estimation both = newEstimation(info(), x, y, settings);
    both.estimand = "I(" + of_x->name + ";" + of_y->name + "), " + ruleText(settings);
    both.warnings = of_x->warnings;
    Estimation own = both;
    own.estimand =
        "I(" + (x.input.empty() ? x.name : x.input) + ";" + of_x->name + "), " + ruleText(settings);
    own.estimate = {histogramEntropy(of_x->states.count), std::nan(""), of_x->cap, 0};
    own.estimate.flags = capFlag(own.estimate) | (of_x->out_of_range ? kOutOfRange : 0u);

    both.warnings.insert(both.warnings.end(), of_y->warnings.begin(), of_y->warnings.end());
    both.estimate = {information(of_x->states, of_y->states), std::nan(""), std::min(of_x->cap, of_y->cap),
                     0};
    both.estimate.flags =
        capFlag(both.estimate) | (of_x->out_of_range || of_y->out_of_range ? kOutOfRange : 0u);
    if (auto warning = biasWarning(of_x->states, of_y->states, both.estimate.value))
        both.warnings.push_back(std::move(*warning));
    both.seconds = own.seconds = watch.seconds();
    if (x.discrete) return std::vector{both};
    return std::vector{both, own};
}

} // namespace infoplane
