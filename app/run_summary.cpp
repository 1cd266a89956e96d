// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run_summary.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace infoplane::app {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// Columns of one measured quantity; flags and errors may be missing from a table.
struct Columns {
    std::size_t value = 0;
    std::optional<std::size_t> error, flags;
};

double element(const Table& table, std::size_t column, std::uint64_t row, std::size_t position) {
    if (table.layout().columns[column].type == ElementType::Float64)
        return table.values<double>(column, row)[position];
    return static_cast<double>(table.values<float>(column, row)[position]);
}

std::uint32_t flagsAt(const Table& table, const Columns& columns, std::uint64_t row, std::size_t position) {
    return columns.flags ? table.values<std::uint32_t>(*columns.flags, row)[position] : 0;
}

double deviation(const std::vector<double>& values, double mean) {
    if (values.size() < 2) return kNaN;
    double sum = 0.0;
    for (const double value : values)
        sum += (value - mean) * (value - mean);
    return std::sqrt(sum / static_cast<double>(values.size() - 1));
}

// The mean over the seeds at positions first..first + seeds - 1 of one row; empty when none was measured.
std::optional<MeanOverSeeds> meanInRow(const Table& table, const Columns& columns, std::uint64_t row,
                                       std::size_t first, std::size_t seeds) {
    MeanOverSeeds mean;
    std::vector<double> values;
    double squares = 0.0;
    for (std::size_t position = first; position < first + seeds; ++position) {
        const std::uint32_t flags = flagsAt(table, columns, row, position);
        if ((flags & kNotMeasured) != 0) continue;
        values.push_back(element(table, columns.value, row, position));
        const double error = columns.error ? element(table, *columns.error, row, position) : kNaN;
        squares += error * error;
        mean.value += values.back();
        mean.flags |= flags;
    }
    if (values.empty()) return std::nullopt;
    const auto count = static_cast<double>(values.size());
    mean.value /= count;
    mean.error = std::sqrt(squares) / count;
    mean.spread = deviation(values, mean.value);
    mean.row = row;
    return mean;
}

std::optional<MeanOverSeeds> lastMean(const Table& table, const Columns& columns, std::size_t first,
                                      std::size_t seeds) {
    for (std::uint64_t row = table.rows(); row-- > 0;)
        if (auto mean = meanInRow(table, columns, row, first, seeds)) return mean;
    return std::nullopt;
}

EstimatorSummary summariseEstimator(const Table& table, const EstimatorDescription& estimator,
                                    std::size_t layers, std::size_t seeds) {
    const TableLayout& layout = table.layout();
    const std::string path = "information/" + estimator.name + "/";
    const Columns xt{layout.index(path + "I_XT"), layout.find(path + "I_XT_error"),
                     layout.index(path + "I_XT_flags")};
    const Columns ty{layout.index(path + "I_TY"), layout.find(path + "I_TY_error"),
                     layout.index(path + "I_TY_flags")};
    EstimatorSummary summary;
    for (std::size_t split = 0; split < kSplits; ++split)
        for (std::size_t layer = 0; layer < layers; ++layer) {
            const std::size_t first = (split * layers + layer) * seeds;
            summary.layers[split].push_back(
                {lastMean(table, xt, first, seeds), lastMean(table, ty, first, seeds)});
        }
    return summary;
}

void summariseReadOut(MethodSummary& summary, const Table& table, const MethodDescription& method,
                      std::size_t read_out, std::size_t seeds) {
    const ReadOutDescription& description = method.read_outs[read_out];
    const std::string path = "accuracy/" + description.name + "/";
    const Columns columns{table.layout().index(path + "value"), std::nullopt,
                          table.layout().index(path + "flags")};
    const std::size_t layers = description.per_layer ? method.layers.size() : 1;
    for (std::size_t layer = 0; layer < layers; ++layer) {
        AccuracySummary accuracy{read_out, description.per_layer ? layer + 1 : 0, {}};
        for (std::size_t split = 0; split < kSplits; ++split)
            accuracy.value[split] = lastMean(table, columns, (split * layers + layer) * seeds, seeds);
        summary.accuracies.push_back(accuracy);
    }
}

int rankOf(const std::string& read_out) {
    static constexpr std::array<const char*, 3> kOrder{"network_output", "linear_probe", "critic_noisy"};
    return static_cast<int>(std::find(kOrder.begin(), kOrder.end(), read_out) - kOrder.begin());
}

bool isMeasured(const AccuracySummary& accuracy) {
    return accuracy.value[0].has_value() || accuracy.value[1].has_value();
}

std::optional<std::size_t> findHeadline(const MethodSummary& summary, const MethodDescription& method) {
    const auto depth = [&](const AccuracySummary& a) {
        return a.layer == 0 ? method.layers.size() : a.layer;
    };
    const auto rank = [&](const AccuracySummary& a) { return rankOf(method.read_outs[a.read_out].name); };
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < summary.accuracies.size(); ++i) {
        const AccuracySummary& candidate = summary.accuracies[i];
        if (!isMeasured(candidate)) continue;
        const AccuracySummary* const held = best ? &summary.accuracies[*best] : nullptr;
        if (held == nullptr || depth(candidate) > depth(*held) ||
            (depth(candidate) == depth(*held) && rank(candidate) < rank(*held)))
            best = i;
    }
    return best;
}

} // namespace

MethodSummary summarise(const RunStore& run, std::size_t method_index) {
    const MethodDescription& method = run.description().methods[method_index];
    const std::size_t seeds = run.description().seeds.size();
    const Table& table = run.rows(method_index);
    const TableLayout& layout = table.layout();
    MethodSummary summary;
    summary.rows = table.rows();
    if (summary.rows > 0) {
        summary.passes = table.values<double>(layout.index("pass"), summary.rows - 1)[0];
        summary.seconds = table.values<double>(layout.index("elapsed"), summary.rows - 1)[0];
    }
    for (const EstimatorDescription& estimator : method.estimators)
        summary.estimators.push_back(summariseEstimator(table, estimator, method.layers.size(), seeds));
    for (std::size_t read_out = 0; read_out < method.read_outs.size(); ++read_out)
        summariseReadOut(summary, table, method, read_out, seeds);
    const Columns scale{layout.index("layers/scale"), std::nullopt, std::nullopt};
    for (std::size_t layer = 0; layer < method.layers.size(); ++layer)
        summary.scale.push_back(lastMean(table, scale, layer * seeds, seeds));
    summary.headline = findHeadline(summary, method);
    return summary;
}

} // namespace infoplane::app
