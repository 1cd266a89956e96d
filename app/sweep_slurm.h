// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"
#include "core/sweep/sweep_folder.h"

#include <string>
#include <vector>

// A sweep as a job array of Slurm: one task a point, each `infoplane sweep FOLDER --point N`.
namespace infoplane::app {

struct SlurmOptions {
    std::string partition; // of sbatch; empty: the cluster's default
    std::string time;      // likewise, for each point
    std::size_t jobs = 0;  // tasks at once at most; 0: as many as the cluster gives
};

// Refuses what could not stand on a line of the script: anything but letters, digits and -_.,:+@.
[[nodiscard]] Status checkSlurmOptions(const SlurmOptions& options);

// "1-3,7": positions (from 0, ascending) as numbers of tasks (from 1).
[[nodiscard]] std::string taskRanges(const std::vector<std::size_t>& points);

// The script: its array holds `points`, its output goes to states/slurm-N.out. `folder` must be absolute.
[[nodiscard]] std::string slurmScript(const SweepFolder& folder, const Sweep& sweep,
                                      const std::vector<std::size_t>& points, const std::string& program,
                                      const SlurmOptions& options);

// Writes FOLDER/submit.slurm for every point that has not finished and does not run, and submits it with
// sbatch; where there is none it says how to. Returns the exit code.
int submitSweep(const SweepFolder& folder, const Sweep& sweep, const SlurmOptions& options, Console& console);

} // namespace infoplane::app
