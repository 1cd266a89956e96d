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

// TITLE-YYYYMMDD-HHMMSS.infoplane.h5 in local time; what is no letter, digit, dot or underscore in the title
// becomes a dash, and none stands in front.
[[nodiscard]] std::filesystem::path defaultOutputName(const std::string& title, std::time_t now);

} // namespace infoplane::app
