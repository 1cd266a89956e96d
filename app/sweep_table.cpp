// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sweep_table.h"

#include "app/text_table.h"
#include "core/series/labels.h"

#include <algorithm>
#include <cmath>
#include <ostream>
#include <set>

namespace infoplane::app {
namespace {

constexpr std::size_t kTestSplit = 1;

// Positions of estimators and read-outs differ from method to method; names do not.
template <class Described>
std::optional<std::size_t> positionOf(const std::vector<Described>& list, const std::string& name) {
    const auto found = std::ranges::find(list, name, &Described::name);
    if (found == list.end()) return std::nullopt;
    return static_cast<std::size_t>(found - list.begin());
}

template <class Described>
std::vector<std::string> namesIn(const SweepResults& results,
                                 std::vector<Described> MethodDescription::*list) {
    std::vector<std::string> names;
    for (const PointResults& point : results.points)
        for (const MethodDescription& method : point.methods)
            for (const Described& each : method.*list)
                if (std::ranges::find(names, each.name) == names.end()) names.push_back(each.name);
    return names;
}

std::string meanText(const std::optional<MeanOverSeeds>& mean, double scale, int digits) {
    if (!mean) return "-";
    std::string text = fixed(scale * mean->value, digits);
    if (std::isfinite(mean->spread)) text += " (" + fixed(scale * mean->spread, digits) + ")";
    return text + ((mean->flags & kAtCap) != 0 ? " at cap" : "");
}

std::string accuracyText(const ResultRow& row, const std::string& read_out) {
    const auto position = positionOf(row.method->read_outs, read_out);
    const AccuracySummary* const accuracy = position ? accuracyIn(row, *position) : nullptr;
    return accuracy == nullptr ? "-" : meanText(accuracy->value[kTestSplit], 100.0, 2);
}

std::vector<std::string> informationTexts(const ResultRow& row, const TableOptions& options) {
    const auto position = positionOf(row.method->estimators, options.estimator);
    if (!position || row.layer == 0) return {"-", "-"};
    const EstimatorSummary& estimator = row.summary->estimators[*position];
    const std::size_t split = row.method->estimators[*position].samples[0] > 0 ? 0 : kTestSplit;
    const LayerInformation& layer = estimator.layers[split][row.layer - 1];
    return {meanText(layer.xt, perNat(options.unit), 3), meanText(layer.ty, perNat(options.unit), 3)};
}

std::vector<std::string> textRow(const ResultRow& row, const std::vector<std::string>& read_outs,
                                 const TableOptions& options) {
    std::vector<std::string> cells{std::to_string(row.point->point + 1)};
    cells.insert(cells.end(), row.point->values.begin(), row.point->values.end());
    cells.push_back(row.method->name);
    cells.push_back(row.layer == 0 ? "output" : std::to_string(row.layer));
    cells.push_back(row.layer == 0 ? "-" : shortNumber(row.method->layers[row.layer - 1].sigma));
    for (std::string& text : informationTexts(row, options))
        cells.push_back(std::move(text));
    for (const std::string& read_out : read_outs)
        cells.push_back(accuracyText(row, read_out));
    return cells;
}

std::string samplesText(const SweepResults& results, const std::string& estimator) {
    std::set<std::uint64_t> samples;
    const char* split = kSplitNames[0];
    for (const PointResults& point : results.points)
        for (const MethodDescription& method : point.methods)
            if (const auto position = positionOf(method.estimators, estimator)) {
                const auto& n = method.estimators[*position].samples;
                samples.insert(n[0] > 0 ? n[0] : n[kTestSplit]);
                if (n[0] == 0) split = kSplitNames[kTestSplit];
            }
    std::string text;
    for (const std::uint64_t n : samples)
        text += (text.empty() ? "n = " : ", ") + std::to_string(n);
    return text + ", " + split + " split";
}

} // namespace

Status writeSweepTable(std::ostream& out, const SweepResults& results, const TableOptions& options) {
    const std::vector<std::string> estimators = namesIn(results, &MethodDescription::estimators);
    if (std::ranges::find(estimators, options.estimator) == estimators.end())
        return Error{ErrorCode::NotFound,
                     "no run of this sweep has the estimator " + options.estimator + "; there are " +
                         listed(estimators),
                     ""};
    const std::vector<std::string> read_outs = namesIn(results, &MethodDescription::read_outs);
    std::vector<std::string> head{"point"};
    for (const SweptKey& key : results.grid.keys)
        head.push_back(key.key);
    for (const char* name : {"method", "layer", "sigma", "I(X;T^)", "I(T^;Y)"})
        head.emplace_back(name);
    head.insert(head.end(), read_outs.begin(), read_outs.end());
    std::vector<std::vector<std::string>> table{std::move(head)};
    for (const ResultRow& row : rowsOf(results))
        table.push_back(textRow(row, read_outs, options));
    writeColumns(out, table, 0);
    out << "I(X;T^) and I(T^;Y) in " << unitName(options.unit) << " by " << options.estimator << ", "
        << samplesText(results, options.estimator)
        << "; accuracy in % on the test split, by read-out;\nmeans over seeds, in brackets the standard "
           "deviation over seeds where there are several\n";
    return {};
}

} // namespace infoplane::app
