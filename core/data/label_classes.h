// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/file_part.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace infoplane {

inline constexpr std::size_t kMostClasses = 1000;

// Labels as classes: the distinct values in ascending order (numbers by size, texts by their bytes) are the
// classes 0, 1, ....
struct LabelClasses {
    std::vector<std::string> names;                 // of each class
    std::vector<std::vector<std::uint32_t>> labels; // of each column
};

// The classes of all columns together. Errors name file and column: more than kMostClasses distinct values
// (with their number), a single one, texts in one column and numbers in another.
[[nodiscard]] Result<LabelClasses> classesOf(std::span<const LabelColumn* const> columns);

} // namespace infoplane
