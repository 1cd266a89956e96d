// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/arrays/numeric_array.h"

#include <string>
#include <string_view>

namespace infoplane::app {

// How files and arrays are named, for the command's help.
[[nodiscard]] std::string_view arrayNamesHelp();

// readArrayInChild of core/arrays, once the path is known to be a file that may be read.
[[nodiscard]] Result<NumericArray> readInputArray(const std::string& path, const std::string& name);

} // namespace infoplane::app
