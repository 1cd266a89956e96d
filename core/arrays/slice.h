// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/arrays/numeric_array.h"

#include <optional>
#include <string>
#include <string_view>

namespace infoplane {

// From `begin` to before `end`; an end of kToTheEnd is the last one.
struct Range {
    static constexpr std::uint64_t kToTheEnd = ~std::uint64_t{0};
    std::uint64_t begin = 0, end = kToTheEnd;
};

// NAME[ROWS,COLUMNS] taken apart.
struct SlicedName {
    std::string name;
    Range rows, columns;
};

// Empty where the text does not end in such brackets.
[[nodiscard]] std::optional<SlicedName> parseSlice(std::string_view text);

// That part of the array. An Error (no context) where it has no such rows or columns.
[[nodiscard]] Result<NumericArray> sliced(const NumericArray& array, const SlicedName& slice);

} // namespace infoplane
