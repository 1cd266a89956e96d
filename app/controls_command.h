// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"
#include "app/experiment_options.h"

#include <optional>
#include <string>

namespace infoplane::app {

struct ControlsCommandOptions {
    std::string file;             // a recorded run, or
    ExperimentOptions experiment; // what is trained in memory; of a file's only data and device may be given
    std::optional<std::string> method; // one method; empty: the first
    bool json = false;
    bool quiet = false; // no progress
    std::size_t threads = 2;
};

// Runs the controls of a method (core/controls) and writes them as a table, or JSON; progress with the time
// left to standard error. Exit code 0 where every control gives what it must, 1 with a sentence where one
// does not, 2 for wrong use, 128 + signal when it was stopped. Nothing is written to files.
int runControlsCommand(const ControlsCommandOptions& options, Console& console);

} // namespace infoplane::app
