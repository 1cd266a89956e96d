// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/run_description.h"

#include <string>

// What a run file says about where it came from, beside what was trained.
namespace infoplane {

// This program, the libraries it was built with and the system it runs on; device, threads and deterministic
// are left to the trainer. `revision` is empty where the sources were no git repository.
[[nodiscard]] EnvironmentDescription thisEnvironment();

// major.minor.patch
[[nodiscard]] std::string programVersion();

// Fills run_id (128 random bits), start_time (now) and the environment but for the trainer's part.
void identifyRun(RunDescription& run);

} // namespace infoplane
