// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"
#include "app/figure_file.h"

#include <string>
#include <string_view>
#include <vector>

namespace infoplane::app {

struct SelfTestCommandOptions {
    bool quick = false;
    bool json = false;       // a list of objects at the end
    bool json_lines = false; // an object a line as the results come, for the window
    std::size_t threads = 2;
    std::vector<std::string> estimators; // empty: all
    FigureFile figure; // estimate against truth in nats, a panel for each problem and information, caps drawn
    bool force = false; // replace a figure that is there
};

// What the objects hold, for the command's help.
[[nodiscard]] std::string_view selfTestJsonHelp();

// Runs every estimator on samples whose information is known (core/selftest) and writes a table, or JSON,
// and the figure; progress to standard error. Exit code 0 where no value is off without a word, else 1; 128 +
// signal when it was stopped.
int runSelfTestCommand(const SelfTestCommandOptions& options, Console& console);

} // namespace infoplane::app
