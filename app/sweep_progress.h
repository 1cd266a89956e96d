// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sweep/index.h"

#include <chrono>
#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>

namespace infoplane::app {

// How many points stand where.
struct SweepCounts {
    std::size_t waiting = 0, running = 0, finished = 0, failed = 0;
    bool operator==(const SweepCounts&) const = default;
};
[[nodiscard]] SweepCounts countPoints(const Sweep& sweep);

// "13 points: 9 finished, 1 failed, 3 waiting".
[[nodiscard]] std::string describeCounts(const SweepCounts& counts);

// Seconds until `pending` points and those that have run for `running` seconds are done, `jobs` at once, each
// as long as the mean of those that finished; negative: none has finished yet.
[[nodiscard]] double secondsLeft(const Sweep& sweep, std::size_t pending, const std::vector<double>& running,
                                 std::size_t jobs);

// Shows where a sweep stands: a line for each point that ended, and on a terminal a last line that is
// rewritten once a second. One thread.
class SweepProgress {
public:
    using Clock = std::chrono::steady_clock;

    // `columns`: width of the terminal; 0: not a terminal. `quiet`: only what failed is said.
    SweepProgress(std::ostream& err, std::size_t columns, bool quiet)
        : err_(err), columns_(columns), quiet_(quiet) {}

    void ended(const Sweep& sweep, std::size_t point, double seconds_left);
    void show(const Sweep& sweep, double seconds_left, Clock::time_point now);
    // Takes the line off the terminal, so that other text can be written.
    void clear();

private:
    std::ostream& err_;
    std::size_t columns_;
    bool quiet_;
    bool drawn_ = false;
    std::optional<Clock::time_point> last_;
};

} // namespace infoplane::app
