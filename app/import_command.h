// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace infoplane::app {

struct ImportCommandOptions {
    std::string file;
    std::string output; // empty: NAME.infoplane.h5 beside the file
    std::string title;  // empty: the file's name
    std::vector<std::string> estimators;
    std::optional<double> sigma, relative_sigma;
    std::string labels = "labels";
    std::vector<std::string> layers; // empty: all
    std::string epochs;              // FROM:TO, both included; empty: all
    std::string range;               // LOW:HIGH of the bins; empty: observed
    std::size_t split = 0;           // of a file that has no array of splits
    std::vector<std::string> set;    // key=value below measure.
    std::uint64_t seed = 0;
    bool force = false;
    bool quiet = false;
};

// The options of the command, filled into `options`, which must live as long as `command`.
void addImportOptions(CLI::App& command, ImportCommandOptions& options);

// Measures the activations of a file and records them as a run; progress to err, a table of the results to
// out. SIGINT, SIGTERM or SIGHUP stop it: its file is completed with the epochs that were measured, and the
// exit code is 128 + signal; a second one ends the program at once.
int runImport(const ImportCommandOptions& options, Console& console);

} // namespace infoplane::app
