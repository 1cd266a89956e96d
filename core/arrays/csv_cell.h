// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/arrays/numeric_array.h"

#include <optional>
#include <string_view>

namespace infoplane {

// A cell of a table that is a number.
struct CsvNumber {
    double value;
    NumberKind kind;
};

// A number with a decimal point, or true or false; empty for what is neither.
[[nodiscard]] std::optional<CsvNumber> parseCsvNumber(std::string_view text);

// Whether the cell says that nothing is there: empty, NA, N/A, null, NULL or None.
[[nodiscard]] bool isMissingCell(std::string_view text);

} // namespace infoplane
