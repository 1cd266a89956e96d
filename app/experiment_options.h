// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/api/result.h"

#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

namespace infoplane::app {

// The experiment as the command line names it; empty: not given.
struct ExperimentOptions {
    std::string preset;           // a built-in experiment, or
    std::string config;           // a JSON file of at most 1 MiB
    std::vector<std::string> set; // key=value, applied in order after the file
    std::string data;             // data.folder
    std::string seeds;            // seeds.count
    std::string epochs;           // of every method
    std::string device;           // compute.device
};

// Reads, changes and checks it. Every failure is one of InvalidArgument or NotFound.
[[nodiscard]] Result<Experiment> makeExperiment(const ExperimentOptions& options);

// The title as a file's name: at most its first 100 bytes; what is no letter, digit, dot or underscore
// becomes a dash, and none stands in front; "run" where nothing is left.
[[nodiscard]] std::string nameFromTitle(const std::string& title);

// TITLE-YYYYMMDD-HHMMSS.infoplane.h5 in local time, the title as nameFromTitle has it.
[[nodiscard]] std::filesystem::path defaultOutputName(const std::string& title, std::time_t now);

} // namespace infoplane::app
