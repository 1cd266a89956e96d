// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/arrays/array_file.h"

#include <string>
#include <vector>

// Tables as text. The first row names the columns; where every cell of it is a number there are no names, and
// the columns are called 0, 1, 2, .... A cell is a number with a decimal point, true or false; a column of
// numbers written without point and exponent is of a whole type.
namespace infoplane {

inline constexpr std::uint64_t kMostTextBytes = std::uint64_t{1} << 30; // of a file

// One column, several with commas between them, or all from A to B as A:B, both included. Errors (no context)
// name the row, counted from 0 below the names, the line of the file and the column: an empty cell, one that
// is no number, a row of another number of cells.
[[nodiscard]] Result<NumericArray> readCsv(const std::string& path, const std::string& name);

// The columns by their names.
[[nodiscard]] Result<std::vector<ArrayListing>> listCsv(const std::string& path);

} // namespace infoplane
