// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"
#include "app/experiment_options.h"
#include "app/sweep_figure.h"
#include "app/sweep_slurm.h"

#include <optional>
#include <string>
#include <vector>

namespace infoplane::app {

// What `infoplane sweep` is asked for: a new sweep or one that goes on (an experiment and what varies), or
// what a sweep's folder holds.
struct SweepOptions {
    std::string source;           // a configuration's file, or a sweep's folder; empty: experiment.preset
    ExperimentOptions experiment; // but its config, which is `source`
    std::vector<std::string> vary;
    std::optional<std::size_t> jobs; // trainings at once (default 1), or tasks of Slurm (default: no limit)
    std::string output;              // the folder; empty: TITLE-sweep here
    bool quiet = false;
    bool slurm = false;
    SlurmOptions slurm_options;

    std::optional<std::size_t> point; // 1, 2, ...: train this one of the folder
    bool table = false, json = false;
    std::string csv; // file
    SweepFigureOptions figure;
    bool force = false;
    std::optional<std::string> method;
};

// Runs, submits or shows a sweep. The exit codes are those of runPoints, and 2 for wrong use; showing one
// gives 1 when a point failed or a run file could not be read.
int runSweep(const SweepOptions& options, Console& console);

} // namespace infoplane::app
