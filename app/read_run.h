// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/store/run_store.h"

#include <filesystem>
#include <memory>

namespace infoplane::app {

// Everything a run file holds, finished, being written or left by a killed program, read in a child process.
// One thread.
[[nodiscard]] Result<std::shared_ptr<const RunStore>> readRun(const std::filesystem::path& path);

} // namespace infoplane::app
