// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/arrays/numeric_array.h"

#include <string>
#include <string_view>

namespace infoplane::app {

// How files and arrays are named, for the command's help.
[[nodiscard]] std::string_view arrayNamesHelp();

// readArray of core/arrays in a child process: the libraries that it uses can crash on a damaged file. For a
// process that has one thread so far.
[[nodiscard]] Result<NumericArray> readArrayInChild(const std::string& path, const std::string& name);

} // namespace infoplane::app
