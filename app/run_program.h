// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <string>
#include <vector>

namespace infoplane::app {

// Runs another program, found in PATH, with these arguments (the first is its name; no shell reads them) and
// this program's standard error, and gives its exit code; its input is empty and its standard output goes to
// standard error. NotFound where there is no such program; an Error where a signal ended it.
[[nodiscard]] Result<int> runProgram(const std::vector<std::string>& arguments);

} // namespace infoplane::app
