// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/arrays/open_arrays.h"

#include <memory>
#include <string>

namespace infoplane {

// openArrays in a child process that keeps the file open, so that a damaged file cannot take this program
// along. Call it before this process has other threads, or at least while none is within libhdf5; afterwards
// it may be used beside any of them. A child that crashed is an Error that calls the file damaged. Memory in
// both processes: one array.
[[nodiscard]] Result<std::unique_ptr<OpenArrays>> openArraysInChild(const std::string& path);

} // namespace infoplane
