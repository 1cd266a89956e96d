// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/training_child.h"
#include "core/sweep/sweep_folder.h"

#include <chrono>
#include <optional>
#include <string>

namespace infoplane::app {

// The training of one point of a sweep, as a child process: infoplane train --config configuration.json with
// the point's values. Its state file follows it: running, with a heartbeat every 15 s, then what it came to.
// One thread.
class PointRun {
public:
    using Clock = std::chrono::steady_clock;

    // Fails when the state file cannot be written or no process can be started.
    [[nodiscard]] static Result<PointRun> start(const SweepFolder& folder, const Sweep& sweep,
                                                std::size_t point);

    [[nodiscard]] std::size_t point() const { return point_; }
    [[nodiscard]] double seconds() const; // since it began

    // What the point has come to once its training has ended: finished, failed with a sentence, or waiting
    // where stop() ended it; empty while it trains. Does not wait.
    [[nodiscard]] std::optional<PointRecord> poll();

    // Passes a signal on, as Ctrl-C on a training: the first completes its file, a second one ends it at
    // once.
    void stop(int signal);

    // An Error when the last state could not be written.
    [[nodiscard]] const Status& written() const { return written_; }

private:
    PointRun(SweepFolder folder, std::size_t point, TrainingChild child, PointRecord record);

    void beat();
    [[nodiscard]] PointRecord recordOf(const ChildEnd& end) const;

    SweepFolder folder_;
    std::size_t point_;
    TrainingChild child_;
    PointRecord record_;
    Clock::time_point began_, beaten_;
    bool stopped_ = false;
    Status written_;
};

} // namespace infoplane::app
