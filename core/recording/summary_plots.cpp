// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/summary_plots.h"

#include "core/series/series.h"

#include <algorithm>
#include <limits>
#include <set>

namespace infoplane {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

SeriesOptions options(const RunStore& store) {
    SeriesOptions result;
    result.unit = InformationUnit::Nats;
    for (const MethodDescription& method : store.description().methods)
        if (!method.estimators.empty()) {
            result.estimator = method.estimators.front().name;
            break;
        }
    return result;
}

PlotData seriesOf(const RunStore& store, PlotKind kind) {
    const Result<PlotData> data = plotData(store, kind, options(store));
    return data ? *data : PlotData();
}

SummaryPlot plane(const RunStore& store) {
    const PlotData data = seriesOf(store, PlotKind::Plane);
    SummaryPlot plot{
        "information_plane", "Information plane: " + data.conditions, "pass", {"I_XT", "I_TY"}, {}, {}};
    if (data.series.empty()) return plot;
    SummaryPlot::Column xt{"I_XT", "nats", data.x_label, {}}, ty{"I_TY", "nats", data.y_label, {}};
    SummaryPlot::Column pass{"pass", "1", "passes over the training data", {}};
    SummaryPlot::Column layer{"layer", "", "layer, 1 to L", {}},
        method{"method", "", "position in run/methods", {}};
    for (const Series& series : data.series)
        for (std::size_t i = 0; i < series.pass.size(); ++i) {
            xt.values.push_back(series.x[i]);
            ty.values.push_back(series.y[i]);
            pass.values.push_back(series.pass[i]);
            layer.values.push_back(static_cast<double>(series.layer));
            method.values.push_back(static_cast<double>(series.method_index));
        }
    plot.columns = {xt, ty, pass, layer, method};
    return plot;
}

// The value at the nearest pass at or before each pass of the axis.
std::vector<double> held(const Series& series, const std::vector<double>& axis) {
    std::vector<double> values;
    std::size_t next = 0;
    for (const double pass : axis) {
        while (next < series.pass.size() && series.pass[next] <= pass)
            ++next;
        const bool inside = next > 0 && pass <= series.pass.back();
        values.push_back(inside ? series.y[next - 1] : kNone);
    }
    return values;
}

std::string uniqueName(std::set<std::string>& taken, const std::string& wanted) {
    std::string name = wanted;
    for (int i = 2; !taken.insert(name).second; ++i)
        name = wanted + "_" + std::to_string(i);
    return name;
}

std::string nameOf(const Series& series) {
    std::string name = series.method;
    if (series.split.empty() || !series.estimator.empty()) name += "_layer" + std::to_string(series.layer);
    name += "_" + series.quantity;
    return series.estimator.empty() ? name + "_" + series.split : name;
}

void addOverPasses(SummaryPlot& plot, const std::vector<Series>& all) {
    std::vector<double> axis;
    for (const Series& series : all)
        axis.insert(axis.end(), series.pass.begin(), series.pass.end());
    std::sort(axis.begin(), axis.end());
    axis.erase(std::unique(axis.begin(), axis.end()), axis.end());
    std::set<std::string> taken{"pass", "title"};
    for (const Series& series : all) {
        const std::string name = uniqueName(taken, nameOf(series));
        (plot.signal.empty() ? plot.signal : plot.auxiliary.emplace_back()) = name;
        const std::string label = series.label + (series.estimator.empty() ? "" : ", " + series.quantity);
        plot.columns.push_back({name, series.unit, label, held(series, axis)});
    }
    plot.columns.push_back({"pass", "1", "passes over the training data", axis});
}

SummaryPlot information(const RunStore& store) {
    const PlotData data = seriesOf(store, PlotKind::Information);
    SummaryPlot plot{
        "information_over_passes", "Information over passes: " + data.conditions, "", {"pass"}, {}, {}};
    if (!data.series.empty()) addOverPasses(plot, data.series);
    return plot;
}

SummaryPlot accuracy(const RunStore& store) {
    std::vector<Series> shown;
    for (const Series& series : seriesOf(store, PlotKind::Accuracy).series) {
        const std::size_t last = store.description().methods[series.method_index].layers.size();
        if (series.layer == 0 || series.layer == last) shown.push_back(series);
    }
    SummaryPlot plot{
        "accuracy_over_passes", "Accuracy over passes, read from the last layer", "", {"pass"}, {}, {}};
    if (!shown.empty()) addOverPasses(plot, shown);
    return plot;
}

} // namespace

std::vector<SummaryPlot> summaryPlots(const RunStore& store) {
    std::vector<SummaryPlot> plots{plane(store), information(store), accuracy(store)};
    std::erase_if(plots, [](const SummaryPlot& plot) { return plot.columns.empty(); });
    return plots;
}

} // namespace infoplane
