// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sweep_results.h"

#include "app/read_run.h"

#include <algorithm>
#include <set>

namespace infoplane::app {
namespace {

PointResults resultsOf(const RunStore& run, const std::optional<std::string>& method) {
    PointResults results;
    const RunDescription& description = run.description();
    results.seeds = description.seeds.size();
    results.label_entropy = description.data.label_entropy;
    for (std::size_t m = 0; m < description.methods.size(); ++m) {
        if (method && description.methods[m].name != *method) continue;
        results.methods.push_back(description.methods[m]);
        results.summaries.push_back(summarise(run, m));
    }
    return results;
}

std::string methodNames(const Experiment& experiment) {
    std::string names;
    for (const MethodConfig& method : experiment.methods)
        names += (names.empty() ? "" : ", ") + method.name;
    return names;
}

bool hasMethod(const Experiment& experiment, const std::string& name) {
    return std::ranges::any_of(experiment.methods,
                               [&](const MethodConfig& method) { return method.name == name; });
}

} // namespace

Result<SweepResults> readSweepResults(const SweepFolder& folder, const Sweep& sweep,
                                      const std::optional<std::string>& method) {
    if (method && !hasMethod(sweep.experiment, *method))
        return Error{ErrorCode::NotFound,
                     "there is no method " + *method + " in this sweep; there are " +
                         methodNames(sweep.experiment),
                     ""};
    SweepResults results;
    results.grid = sweep.grid;
    for (std::size_t point = 0; point < sweep.points.size(); ++point) {
        if (sweep.points[point].state != PointState::Finished) continue;
        const auto run = readRun(folder.runFile(point));
        if (!run) {
            results.unread.push_back(run.error().text());
            continue;
        }
        PointResults read = resultsOf(**run, method);
        read.point = point;
        read.values = valuesAt(sweep.grid, point);
        results.points.push_back(std::move(read));
    }
    if (!results.points.empty()) return results;
    if (!results.unread.empty()) return Error{ErrorCode::InvalidFile, results.unread.front(), ""};
    return Error{ErrorCode::NotFound, "no point of this sweep has finished yet, so there are no results",
                 folder.path().string()};
}

std::vector<ResultRow> rowsOf(const SweepResults& results) {
    std::vector<ResultRow> rows;
    for (const PointResults& point : results.points)
        for (std::size_t m = 0; m < point.methods.size(); ++m) {
            const MethodDescription& method = point.methods[m];
            for (std::size_t layer = 1; layer <= method.layers.size(); ++layer)
                rows.push_back({&point, &method, &point.summaries[m], layer});
            if (std::ranges::any_of(method.read_outs, [](const auto& r) { return !r.per_layer; }))
                rows.push_back({&point, &method, &point.summaries[m], 0});
        }
    return rows;
}

const AccuracySummary* accuracyIn(const ResultRow& row, std::size_t read_out) {
    for (const AccuracySummary& accuracy : row.summary->accuracies)
        if (accuracy.read_out == read_out && accuracy.layer == row.layer) return &accuracy;
    return nullptr;
}

} // namespace infoplane::app
