// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/arrays/array_file.h"

#include <string>

namespace infoplane {

// readArray in a child process (core/support/child_process.h, which says when a process of several threads
// may do so), so that a damaged file cannot take this program along.
[[nodiscard]] Result<NumericArray> readArrayInChild(const std::string& path, const std::string& name);

// readArray, in a child process where the file's format is one whose library can crash (.mat, .h5).
[[nodiscard]] Result<NumericArray> readArraySafely(const std::string& path, const std::string& name);

} // namespace infoplane
