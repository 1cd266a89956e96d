// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/run_store.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace infoplane::ui {

// The layer in training over a stretch of passes; layer 0 is the whole network.
struct TimelineBand {
    int layer = 0;
    double begin = 0.0, end = 0.0; // passes
};

// Something that happened: a frozen layer, a checkpoint, a warning.
struct TimelineMark {
    double pass = 0.0;
    Severity severity = Severity::Note;
    std::string kind, text;
};

// One method's recorded rows on the axis of passes.
struct TimelineLane {
    std::string method, title;  // its name in the run, and for people
    double planned = 0.0;       // passes
    std::vector<double> passes; // of its rows, ascending
    std::vector<std::uint64_t> steps;
    std::vector<TimelineBand> bands;
    std::vector<TimelineMark> marks;

    // Rows at or before a pass.
    [[nodiscard]] std::size_t rowsUpTo(double pass) const;
    [[nodiscard]] const TimelineBand* bandAt(double pass) const;
};

// Where the recorded rows of a run lie in time, taken from its store as it grows.
class TimelineIndex {
public:
    void setRun(std::shared_ptr<const RunStore> run);
    // Takes new rows and events; false when there were none.
    bool refresh();

    [[nodiscard]] bool empty() const { return rows_ == 0; }
    [[nodiscard]] const std::vector<TimelineLane>& lanes() const { return lanes_; }
    // Of all methods together; the newest row of every method lies at or before last().
    [[nodiscard]] double first() const;
    [[nodiscard]] double last() const;
    // The end of the axis: what is planned or recorded, whichever is more; at least 1.
    [[nodiscard]] double extent() const;

    // The recorded pass next after or before this one; empty at the ends.
    [[nodiscard]] std::optional<double> next(double pass) const;
    [[nodiscard]] std::optional<double> previous(double pass) const;
    // The recorded pass nearest to this one; 0 when there is none.
    [[nodiscard]] double nearest(double pass) const;
    // Rows of all methods at or before a pass.
    [[nodiscard]] std::size_t rank(double pass) const;
    [[nodiscard]] std::size_t rows() const { return rows_; }

private:
    bool takeRows(std::size_t method);
    bool takeEvents(std::size_t method);

    std::shared_ptr<const RunStore> run_;
    std::vector<TimelineLane> lanes_;
    std::vector<std::uint64_t> events_taken_;
    std::size_t rows_ = 0;
};

} // namespace infoplane::ui
