// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace infoplane {

enum class NumberKind { Bool, Whole, Real };

// A table of numbers from a file.
struct NumericArray {
    std::size_t rows = 0, columns = 0;  // both at least 1
    std::vector<double> values;         // [rows][columns]; NaN and infinities as the file has them
    NumberKind kind = NumberKind::Real; // of the file's type, not of the values
    std::string source;                 // "float64 [100, 3]", with what was done to the shape
};

// A shape as a file announces it, and how it becomes a table: [n] is n rows of one number, [n, d] n rows of
// d, [n, a, b, ...] n rows of a b ....
struct TableShape {
    std::vector<std::uint64_t> extents;
    std::size_t rows = 0, columns = 0;
};

inline constexpr std::uint64_t kMostArrayValues = std::uint64_t{1} << 28; // of one array; 2 GiB as doubles

// OutOfMemory, with the sizes, where the table's numbers and one copy of them do not fit into what memory is
// left; no context. Readers ask before they allocate.
[[nodiscard]] Status checkArrayMemory(const TableShape& shape);

// "[100, 3]"
[[nodiscard]] std::string shapeText(std::span<const std::uint64_t> extents);

// An Error for a single number, an empty array, or one of more than kMostArrayValues; no context.
[[nodiscard]] Result<TableShape> tableShape(std::vector<std::uint64_t> extents);

// The array of these values. `type` is the file's word for the type: "float64". Whole numbers of 2^53 or more
// are an Error: several of them are one double.
[[nodiscard]] Result<NumericArray> makeArray(const TableShape& shape, std::vector<double> values,
                                             NumberKind kind, const std::string& type);

// Values whose first index runs fastest (Fortran, MATLAB) in the order in which the last one does.
[[nodiscard]] std::vector<double> lastIndexFastest(std::vector<double> values,
                                                   std::span<const std::uint64_t> extents);

// An Error of a damaged or unsuitable file; no context.
[[nodiscard]] Error invalidArray(std::string sentence);

} // namespace infoplane
