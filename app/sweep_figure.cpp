// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sweep_figure.h"

#include "app/picture_export.h"
#include "app/text_table.h"
#include "core/curve/deterministic_curve.h"
#include "core/series/labels.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace infoplane::app {
namespace {

constexpr double kManyDecades = 100.0; // values that span so much need a logarithmic axis
constexpr std::size_t kAccuracySplit = 1, kInformationSplit = 0;

// A line of the table that is drawn, with where it goes.
struct DrawnRow {
    ResultRow row;
    std::size_t curve = 0, value = 0; // position of the varied value
    std::size_t estimator = 0;
};

Result<std::size_t> alongKey(const SweepGrid& grid, const std::string& along) {
    std::vector<std::string> keys;
    for (std::size_t k = 0; k < grid.keys.size(); ++k) {
        const SweptKey& key = grid.keys[k];
        if (along.empty() ? key.values.size() > 1 : key.key == along) return k;
        keys.push_back(key.key);
    }
    if (along.empty()) return std::size_t{0};
    return Error{ErrorCode::NotFound, "this sweep does not vary " + along + "; it varies " + listed(keys),
                 ""};
}

// Logarithmic where the sweep is, or its values ask for it; categories where there is no scale for them.
void chooseAxis(SweepPlotData& data, const SweptKey& key) {
    double least = std::numeric_limits<double>::infinity(), most = 0.0;
    bool numbers = true, positive = true;
    for (const std::string& text : key.values) {
        const double value = numberOfValue(text);
        numbers = numbers && std::isfinite(value);
        positive = positive && value > 0.0;
        if (value > 0.0) least = std::min(least, value);
        most = std::max(most, value);
    }
    const bool decades = most >= kManyDecades * least;
    data.logarithmic = numbers && positive &&
                       (key.spacing == Spacing::Logarithmic || (key.spacing == Spacing::Listed && decades));
    const bool no_scale = !numbers || (key.spacing == Spacing::Listed && !positive && decades);
    if (no_scale) data.categories = key.values;
}

// "layerwise_ib, network.sigma = 0.5": what tells a curve from the others.
std::string curveName(const SweepGrid& grid, const ResultRow& row, std::size_t along) {
    std::string name = row.method->name;
    for (std::size_t k = 0; k < grid.keys.size(); ++k)
        if (k != along && grid.keys[k].values.size() > 1)
            name += ", " + grid.keys[k].key + " = " + row.point->values[k];
    return name;
}

SweepMean scaledMean(const std::optional<MeanOverSeeds>& mean, double scale) {
    if (!mean) return {};
    return {scale * mean->value, scale * mean->spread};
}

std::size_t layerOf(const MethodDescription& method, const std::optional<std::size_t>& layer) {
    return layer.value_or(method.layers.size());
}

std::optional<std::size_t> estimatorOf(const MethodDescription& method, const std::string& name) {
    const auto found = std::ranges::find(method.estimators, name, &EstimatorDescription::name);
    if (found == method.estimators.end()) return std::nullopt;
    return static_cast<std::size_t>(found - method.estimators.begin());
}

// H(Y) of the sample that was measured, where the estimator knows it, else of the data.
double entropyOf(const DrawnRow& drawn) {
    const EstimatorDescription& estimator = drawn.row.method->estimators[drawn.estimator];
    const std::size_t at = kInformationSplit * drawn.row.method->layers.size() + drawn.row.layer - 1;
    const double cap = at < estimator.cap_ty.size() ? estimator.cap_ty[at] : std::nan("");
    return std::isfinite(cap) ? cap : drawn.row.point->label_entropy;
}

SweepMean accuracyAt(const DrawnRow& drawn, const std::string& read_out) {
    const auto& list = drawn.row.method->read_outs;
    const auto found = std::ranges::find(list, read_out, &ReadOutDescription::name);
    if (found == list.end()) return {};
    ResultRow row = drawn.row;
    if (!found->per_layer) row.layer = 0;
    const auto* const accuracy = accuracyIn(row, static_cast<std::size_t>(found - list.begin()));
    return accuracy == nullptr ? SweepMean{} : scaledMean(accuracy->value[kAccuracySplit], 1.0);
}

SweepPlotPoint pointFor(const DrawnRow& drawn, const SweepPlotData& data, const SweptKey& key, double scale) {
    SweepPlotPoint point;
    point.x =
        data.categories.empty() ? numberOfValue(key.values[drawn.value]) : static_cast<double>(drawn.value);
    const LayerInformation& layer =
        drawn.row.summary->estimators[drawn.estimator].layers[kInformationSplit][drawn.row.layer - 1];
    point.I_XT = scaledMean(layer.xt, scale);
    point.I_TY = scaledMean(layer.ty, scale);
    const std::uint32_t flags = (layer.xt ? layer.xt->flags : 0u) | (layer.ty ? layer.ty->flags : 0u);
    point.at_cap = (flags & kAtCap) != 0;
    for (const std::string& read_out : data.read_outs)
        point.accuracy.push_back(accuracyAt(drawn, read_out));
    const double beta = drawn.row.method->layers[drawn.row.layer - 1].beta;
    if (drawn.row.method->form == "squared" && beta > 0.0) {
        const CurvePoint best = deterministicSquaredOptimum(beta, entropyOf(drawn));
        point.optimum = SweepPlane{scale * best.I_XT, scale * best.I_TY};
    }
    return point;
}

// The rows at the layer that is asked for, each with its curve; the curves' names in their order.
std::vector<DrawnRow> drawnRows(const SweepResults& results, const SweepFigureOptions& options,
                                std::size_t along, std::vector<std::string>& names) {
    const SweptKey& key = results.grid.keys[along];
    std::vector<DrawnRow> drawn;
    for (const ResultRow& row : rowsOf(results)) {
        const auto estimator = estimatorOf(*row.method, options.estimator);
        if (row.layer == 0 || row.layer != layerOf(*row.method, options.layer) || !estimator) continue;
        const std::string name = curveName(results.grid, row, along);
        const auto curve = std::ranges::find(names, name);
        const auto value = std::ranges::find(key.values, row.point->values[along]);
        drawn.push_back({row, static_cast<std::size_t>(curve - names.begin()),
                         static_cast<std::size_t>(value - key.values.begin()), *estimator});
        if (curve == names.end()) names.push_back(name);
    }
    return drawn;
}

template <class Value>
std::string together(const std::set<Value>& values, const std::string& name, auto text) {
    std::string joined;
    for (const Value& value : values)
        joined += (joined.empty() ? name + " = " : " or ") + text(value);
    return joined;
}

// What holds for all values: layer, noise, estimator, samples, splits, seeds.
std::string conditionsOf(const std::vector<DrawnRow>& drawn) {
    std::set<std::size_t> layers, seeds;
    std::set<std::uint64_t> information, accuracy;
    std::vector<const MethodDescription*> methods;
    for (const DrawnRow& each : drawn) {
        layers.insert(each.row.layer);
        seeds.insert(each.row.point->seeds);
        methods.push_back(each.row.method);
        information.insert(each.row.method->estimators[each.estimator].samples[kInformationSplit]);
        for (const ReadOutDescription& read_out : each.row.method->read_outs)
            accuracy.insert(read_out.samples[kAccuracySplit]);
    }
    const auto number = [](auto value) { return std::to_string(value); };
    const std::string title = methods.front()->estimators[drawn.front().estimator].title;
    const bool alone = seeds == std::set<std::size_t>{1};
    return together(layers, "layer", number) + ", " + sigmaText(methods) + ", information: " + title +
           ", train split, " + together(information, "n", number) + ", accuracy: test split, " +
           together(accuracy, "n", number) +
           (alone ? ", one seed" : ", mean and deviation over seeds, " + together(seeds, "seeds", number));
}

Error nothingToDraw(const SweepResults& results, const SweepFigureOptions& options) {
    std::set<std::string> estimators;
    std::size_t layers = 0;
    for (const PointResults& point : results.points)
        for (const MethodDescription& method : point.methods) {
            layers = std::max(layers, method.layers.size());
            for (const EstimatorDescription& estimator : method.estimators)
                estimators.insert(estimator.name);
        }
    const std::string sentence = estimators.contains(options.estimator)
                                     ? "no network of this sweep has a layer " +
                                           std::to_string(options.layer.value_or(0)) +
                                           "; there are the layers 1 to " + std::to_string(layers)
                                     : "no run of this sweep has the estimator " + options.estimator +
                                           "; there are " + listed({estimators.begin(), estimators.end()});
    return {ErrorCode::NotFound, sentence, ""};
}

void addReadOuts(SweepPlotData& data, const std::vector<DrawnRow>& drawn) {
    for (const DrawnRow& each : drawn)
        for (const ReadOutDescription& read_out : each.row.method->read_outs)
            if (std::ranges::find(data.read_outs, read_out.name) == data.read_outs.end())
                data.read_outs.push_back(read_out.name);
}

} // namespace

Result<SweepPlotData> sweepPlotData(const SweepResults& results, const SweepFigureOptions& options) {
    const auto along = alongKey(results.grid, options.along);
    if (!along) return along.error();
    const SweptKey& key = results.grid.keys[*along];
    std::vector<std::string> names;
    const std::vector<DrawnRow> drawn = drawnRows(results, options, *along, names);
    if (drawn.empty()) return nothingToDraw(results, options);
    if (names.size() > kMostSweepCurves)
        return Error{ErrorCode::InvalidArgument,
                     "this picture would have " + std::to_string(names.size()) + " curves, and " +
                         std::to_string(kMostSweepCurves) +
                         " is the most; choose a --method, or another key with --along",
                     ""};
    SweepPlotData data;
    data.key = key.key;
    data.unit = unitName(options.unit);
    data.conditions = conditionsOf(drawn);
    chooseAxis(data, key);
    addReadOuts(data, drawn);
    for (const std::string& name : names)
        data.curves.push_back({name, {}});
    const double scale = perNat(options.unit);
    for (const DrawnRow& each : drawn) {
        data.label_entropy = std::max(data.label_entropy, scale * entropyOf(each));
        data.curves[each.curve].points.push_back(pointFor(each, data, key, scale));
    }
    for (SweepCurve& curve : data.curves)
        std::ranges::stable_sort(curve.points, {}, &SweepPlotPoint::x);
    return data;
}

Status writeSweepFigure(const SweepResults& results, const SweepFigureOptions& options) {
    constexpr PictureSize kOwnSize{720.0, 360.0};
    const auto data = sweepPlotData(results, options);
    if (!data) return data.error();
    return writeFigureFile(options.file, kOwnSize,
                           [&](const std::filesystem::path& path, const PictureSize& size) {
                               return exportSweepPicture(*data, path, size);
                           });
}

} // namespace infoplane::app
