// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/run_store.h"

#include <string>

namespace infoplane::app {

// running, finished, stopped, failed: as the run file writes them.
[[nodiscard]] inline std::string nameOf(RunState state) {
    switch (state) {
    case RunState::Running:
        return "running";
    case RunState::Finished:
        return "finished";
    case RunState::Stopped:
        return "stopped";
    case RunState::Failed:
        return "failed";
    }
    return "unknown";
}

} // namespace infoplane::app
