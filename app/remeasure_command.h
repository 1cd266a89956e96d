// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace infoplane::app {

struct RemeasureCommandOptions {
    std::string file;
    std::vector<std::string> estimators;
    std::vector<double> sigmas;         // empty: each layer's own
    std::vector<std::uint64_t> samples; // empty: the run's evaluation sample
    std::size_t split = 0;
    std::optional<std::string> method;
    std::optional<std::size_t> layer;
    std::vector<std::string> set; // PARAMETER=VALUE
    std::string data;             // empty: the run's own folder
    std::string output;           // empty: NAME.remeasured.h5 beside the run file
    bool force = false;
    bool json = false;
    std::size_t threads = 2;
};

// Measures the layers of a recorded run again from their stored weights and writes the results to a new file
// and as a table (or JSON) to standard output; progress to standard error. Exit code 128 + signal when it was
// stopped: nothing is written then.
int runRemeasureCommand(const RemeasureCommandOptions& options, Console& console);

} // namespace infoplane::app
