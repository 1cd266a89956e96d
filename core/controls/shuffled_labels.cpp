// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/controls/shuffled_labels.h"

#include "core/controls/chance.h"
#include "core/controls/held_out_mixture.h"
#include "core/controls/measured.h"
#include "core/controls/permutation.h"
#include "core/estimators/new_estimation.h"
#include "core/support/assert.h"
#include "core/training/layer_probe.h"

#include <algorithm>
#include <cmath>

namespace infoplane {
namespace {

constexpr const char* kShuffled = "shuffled labels";
constexpr const char* kBeside = "the run's labels";
constexpr double kDraws = 4; // from two on, Monte Carlo errors are told from the spread between points
constexpr double kBins = 30;

// The layer with the labels of both splits permuted.
ControlledLayer shuffled(ControlledLayer layer) {
    for (std::size_t s = 0; s < kSplits; ++s) {
        auto& labels = layer.splits[s].labels;
        const auto stream = s == 0 ? ControlStream::TrainLabels : ControlStream::TestLabels;
        const auto order = controlPermutation(layer.seed, stream, layer.layer, 0, labels.size());
        labels = permuted<std::int64_t>(labels, order);
    }
    return layer;
}

// An estimator of I(T^;Y) or I(T_b;Y) on its own points, and what it takes I(X;T^) or H(T_b) for.
struct PlugIn {
    std::string name;
    ParameterValues values;
    std::size_t of_label, of_input; // positions in what the estimator gives
    bool noisy = false;
    std::string why;
};

PlugIn mixturePlugIn(const ControlledLayer& layer) {
    return {"mixture",
            {{"sigma", layer.sigma}, {"draws", kDraws}},
            1,
            0,
            true,
            "not 0: on its own points the plug-in gives chance's I(X;T^) at N less that at the class sizes, "
            "between 0 and min(I(X;T^), H(Y)); 5 errors of the difference"};
}

PlugIn binsPlugIn(const ControlledLayer& layer) {
    const auto [low, high] = std::ranges::minmax(layer.train().t.values);
    return {"binning",
            {{"bins", kBins}, {"low", low}, {"high", high}},
            0,
            1,
            false,
            "not 0: H(T_b) at N less that at the class sizes, H(Y) itself where each point has a cell of its "
            "own; 5 errors of the difference"};
}

Result<Estimation> informationOfLabel(const PlugIn& plug_in, const ControlledLayer& layer,
                                      const ControlSettings& settings) {
    const auto results =
        measured(plug_in.name, layer.train().t, layer.train().y(), plug_in.values, layer.seed, settings);
    if (!results) return results.error();
    INFOPLANE_ASSERT(plug_in.of_label < results->size());
    return (*results)[plug_in.of_label];
}

Rate rateOf(const PlugIn& plug_in, const ControlSettings& settings) {
    return [&plug_in, &settings](const Variable& points, std::uint64_t seed) -> Result<Estimate> {
        const std::vector<std::int64_t> same(points.points, 0);
        const auto y = discreteVariable("Y", same);
        const auto results = measured(plug_in.name, points, *y, plug_in.values, seed, settings);
        if (!results) return results.error();
        return results->at(plug_in.of_input).estimate;
    };
}

double orZero(double error) {
    return std::isfinite(error) ? error : 0.0;
}

Result<ControlRow> plugInRow(const PlugIn& plug_in, const ControlledLayer& layer,
                             const ControlledLayer& permuted_layer, const ControlSettings& settings) {
    const Stopwatch watch;
    ControlRow row = layer.row(kShuffled, kSplitNames[0]);
    const auto chance = chanceOf(layer, rateOf(plug_in, settings));
    if (!chance) return chance.error();
    const auto value = informationOfLabel(plug_in, permuted_layer, settings);
    if (!value) return value.error();
    const auto run = informationOfLabel(plug_in, layer, settings);
    if (!run) return run.error();
    setEstimation(row, *value);
    const double own = orZero(row.error), next = std::hypot(chance->errorOfNext(), own);
    const double allowed = kAllowedErrors * next + kRounding;
    const double entropy = histogramEntropy(symbolCounts(layer.train().y()));
    const double most =
        std::min(entropy, chance->rate.value + kAllowedErrors * orZero(chance->rate.standard_error));
    row.must = {std::max(chance->mean - allowed, -kAllowedErrors * own - kRounding),
                std::min(chance->mean + allowed, most + kAllowedErrors * own + kRounding), plug_in.why};
    if (plug_in.noisy) row.sigma = layer.sigma;
    row.beside = run->estimate.value;
    row.beside_what = kBeside;
    row.seconds = watch.seconds();
    row.verdict = judge(row.must, row.value);
    return row;
}

Result<HeldOutReading> heldOut(const ControlledLayer& layer, const ControlSettings& settings) {
    return readHeldOut({layer.train().t, layer.train().labels}, {layer.test().t, layer.test().labels},
                       {layer.classes, layer.sigma, layer.seed, layer.layer, settings.threads},
                       settings.proceed);
}

Result<std::vector<ControlRow>> heldOutRows(const ControlledLayer& layer,
                                            const ControlledLayer& permuted_layer,
                                            const ControlSettings& settings) {
    const Stopwatch watch;
    const auto value = heldOut(permuted_layer, settings);
    if (!value) return value.error();
    const auto run = heldOut(layer, settings);
    if (!run) return run.error();
    ControlRow row = layer.row(kShuffled, "held out");
    row.estimator = "held_out_mixture";
    row.sigma = layer.sigma;
    row.n = layer.test().t.points;
    row.beside_what = kBeside;
    row.parameters = "{\"sigma\": " + jsonNumber(layer.sigma) + ", \"seed\": " + std::to_string(layer.seed) +
                     ", \"lambda\": " + jsonNumber(value->shrinkage) + "}";
    row.seconds = watch.seconds() / 2.0;
    ControlRow accuracy = row;
    const auto set = [](ControlRow& r, double v, const Moments& chance, std::string why) {
        const double allowed = kAllowedErrors * chance.deviation + kRounding;
        r.must = {chance.mean - allowed, chance.mean + allowed, std::move(why)};
        r.value = v;
        r.error = chance.deviation;
        r.verdict = judge(r.must, v);
    };
    row.quantity = noisyLabelEstimand(layer.train().t, layer.train().y(), layer.sigma);
    row.beside = run->information;
    set(row, value->information, value->chance_information,
        "0 within its error, and never above 0 in expectation: a lower bound measured on points that the "
        "mixture never saw; mean and deviation over permutations are exact, 5 deviations");
    accuracy.quantity = "accuracy on t^";
    accuracy.unit = "fraction";
    accuracy.beside = run->accuracy;
    set(accuracy, value->accuracy, value->chance_accuracy,
        "chance: sum_y p_y (share read as y) for permuted test labels, exactly; 5 deviations");
    return std::vector<ControlRow>{row, accuracy};
}

Result<ControlRow> probeRow(const ControlledLayer& layer, const ControlledLayer& permuted_layer,
                            const ControlSettings& settings) {
    const Stopwatch watch;
    const auto read = [&](const ControlledLayer& l) {
        return probeLayer(l.train().t, l.train().labels, l.test().t, l.test().labels,
                          static_cast<std::int64_t>(l.classes), settings.proceed);
    };
    const auto value = read(permuted_layer);
    if (!value) return value.error();
    const auto run = read(layer);
    if (!run) return run.error();
    ControlRow row = layer.row(kShuffled, "held out");
    const ChanceAccuracy chance = chanceAccuracy(layer.test().labels, layer.classes, kAllowedErrors);
    row.must = {chance.low, chance.high,
                "chance: between the least and the largest label share of the test points, whatever is "
                "predicted; 5 deviations"};
    row.estimator = "linear_probe";
    row.quantity = "accuracy on t";
    row.unit = "fraction";
    row.n = layer.test().t.points;
    row.value = value->test;
    row.error = std::sqrt(value->test * (1.0 - value->test) / static_cast<double>(row.n));
    row.beside = run->test;
    row.beside_what = kBeside;
    row.seconds = watch.seconds();
    if ((value->flags & kNotConverged) != 0) row.warnings.emplace_back("the probe's fit did not converge");
    row.verdict = judge(row.must, row.value);
    return row;
}

} // namespace

Result<std::vector<ControlRow>> shuffledLabels(const ControlledLayer& layer,
                                               const ControlSettings& settings) {
    const ControlledLayer permuted_layer = shuffled(layer);
    std::vector<ControlRow> rows;
    for (const PlugIn& plug_in : {mixturePlugIn(layer), binsPlugIn(layer)}) {
        const auto row = plugInRow(plug_in, layer, permuted_layer, settings);
        if (!row) return row.error();
        rows.push_back(*row);
    }
    const auto held_out = heldOutRows(layer, permuted_layer, settings);
    if (!held_out) return held_out.error();
    rows.insert(rows.end(), held_out->begin(), held_out->end());
    const auto probe = probeRow(layer, permuted_layer, settings);
    if (!probe) return probe.error();
    rows.push_back(*probe);
    return rows;
}

} // namespace infoplane
