// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/run_store.h"

#include <chrono>
#include <iosfwd>
#include <optional>
#include <string>

namespace infoplane::app {

// "layerwise_ib, layer 2 of 4, epoch 34 of 60, 62 %, 0:42 left"
[[nodiscard]] std::string describeProgress(const RunDescription& run, const RunProgress& progress);

// Shows where a training stands: on a terminal one line that is rewritten at most ten times a second, else a
// plain line whenever another method or layer begins or another tenth of the run is done. One thread.
class ProgressLine {
public:
    using Clock = std::chrono::steady_clock;

    // `columns`: width of the terminal; 0: not a terminal.
    ProgressLine(std::ostream& err, std::size_t columns) : err_(err), columns_(columns) {}

    void show(const RunStore& run, Clock::time_point now);
    // Takes the line off the terminal, so that other text can be written.
    void clear();

private:
    void rewrite(const std::string& text);
    [[nodiscard]] bool isWorthALine(const RunProgress& progress) const;

    std::ostream& err_;
    std::size_t columns_;
    bool drawn_ = false;
    std::optional<Clock::time_point> last_time_;
    std::optional<RunProgress> last_;
};

// Width of the terminal behind a descriptor; 0: none.
[[nodiscard]] std::size_t terminalColumns(int descriptor);

} // namespace infoplane::app
