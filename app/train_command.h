// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"
#include "app/experiment_options.h"

#include <filesystem>
#include <string>

namespace infoplane::app {

struct TrainOptions {
    ExperimentOptions experiment;
    std::string resume;  // a run file whose run goes on, in the place of an experiment
    std::string output;  // run file; empty: defaultOutputName in the current folder, or resumedName
    bool force = false;  // replace an output that exists
    bool quiet = false;  // no progress
    bool stream = false; // the run as a stream on out; results then go to err
};

// The name of a run that goes on, beside the file it was begun in: run-resumed.infoplane.h5 of
// run.infoplane.h5 and run-resumed.h5 of run.h5, with -2, -3, ... where that is taken.
[[nodiscard]] std::filesystem::path resumedName(const std::filesystem::path& begun);

// Trains, records, and writes a table of the results to out. SIGINT, SIGTERM or SIGHUP stop the run: its file
// is completed and the exit code is 128 + signal; a second one ends the program at once. 1 when the run
// failed, or when nobody reads the stream any more (the run is stopped, its file is complete).
int runTrain(const TrainOptions& options, Console& console);

} // namespace infoplane::app
