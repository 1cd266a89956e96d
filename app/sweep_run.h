// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"
#include "core/sweep/sweep_folder.h"

#include <cstddef>

namespace infoplane::app {

struct SweepRunOptions {
    std::size_t jobs = 1; // trainings at once
    bool quiet = false;
};

// Trains every point that has not finished, each in a process of its own; points that another program trains
// are left to it. The index follows every change. A point that fails is told of and the rest goes on; SIGINT,
// SIGTERM or SIGHUP stop the trainings, whose points then wait. Returns the exit code: 0 every point has
// finished, 1 some failed or are elsewhere, 128 + signal.
int runPoints(const SweepFolder& folder, Sweep& sweep, const SweepRunOptions& options, Console& console);

// Trains one point, for a task of Slurm; writes its state file and not the index. The same exit codes.
int runOnePoint(const SweepFolder& folder, const Sweep& sweep, std::size_t point, Console& console);

} // namespace infoplane::app
