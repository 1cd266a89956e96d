// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run_summary.h"
#include "core/sweep/sweep_folder.h"

#include <optional>
#include <string>
#include <vector>

// What the finished points of a sweep have come to, from their run files.
namespace infoplane::app {

struct PointResults {
    std::size_t point = 0;           // from 0
    std::vector<std::string> values; // one a varied key
    std::size_t seeds = 0;
    double label_entropy = 0.0; // nats, of the whole data set
    std::vector<MethodDescription> methods;
    std::vector<MethodSummary> summaries; // of the same methods
};

struct SweepResults {
    SweepGrid grid;
    std::vector<PointResults> points; // those that have finished, in their order
    std::vector<std::string> unread;  // a sentence for each run file that could not be read
};

// Reads the run files, each in a child process. An Error when no point has finished yet, or when the only
// method that is asked for is in none of the runs.
[[nodiscard]] Result<SweepResults> readSweepResults(const SweepFolder& folder, const Sweep& sweep,
                                                    const std::optional<std::string>& method);

// One layer of one method at one point: a line of the table.
struct ResultRow {
    const PointResults* point = nullptr;
    const MethodDescription* method = nullptr;
    const MethodSummary* summary = nullptr;
    std::size_t layer = 0; // 1..L; 0: the whole network, where it has a read-out
};
[[nodiscard]] std::vector<ResultRow> rowsOf(const SweepResults& results);

// The read-out's accuracy in that row; null: it is not measured there.
[[nodiscard]] const AccuracySummary* accuracyIn(const ResultRow& row, std::size_t read_out);

} // namespace infoplane::app
