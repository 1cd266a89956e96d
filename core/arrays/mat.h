// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/arrays/array_file.h"

#include <string>
#include <vector>

// MATLAB 5 files ("MAT-File Format", MathWorks), packed or not, read by matio once their elements are known
// to be whole (mat_elements.h). A row, 1 x n, is n numbers, as a column is.
namespace infoplane {

// Errors (no context): complex, sparse, cell, struct and char arrays, shapes larger than their file can hold.
[[nodiscard]] Result<NumericArray> readMat(const std::string& path, const std::string& name);

[[nodiscard]] Result<std::vector<ArrayListing>> listMat(const std::string& path);

} // namespace infoplane
