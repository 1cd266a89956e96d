// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/session_parts.h"

#include <filesystem>

namespace infoplane {

// A run file to go on from (core/recording/run_file.h, readResumable), read in a child process, with its
// experiment. Errors name the file.
[[nodiscard]] Result<ResumableRun> readResumableRun(const std::filesystem::path& path);

} // namespace infoplane
