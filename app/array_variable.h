// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/arrays/numeric_array.h"
#include "core/estimators/variable.h"

#include <optional>
#include <string>
#include <string_view>

namespace infoplane::app {

enum class VariableType { Discrete, Continuous };

// The rule of variableType, for the command's help.
[[nodiscard]] std::string_view variableTypeHelp();

// An array as a variable, and why it is what it is.
struct ArrayVariable {
    Variable variable;
    std::string reason; // "as --x-type says", "its 10 different points are whole numbers"
};

// Discrete are: arrays of a bool type; of an integer type with at most 100 different points; of a type of
// real numbers that holds only whole ones, with at most 20 different points; of the latter two only where a
// point comes twice on average. All others are continuous. `chosen` overrides. A point is a row. An Error
// names the row of a NaN or an infinity.
[[nodiscard]] Result<ArrayVariable> variableOf(const std::string& name, NumericArray array,
                                               std::optional<VariableType> chosen);

} // namespace infoplane::app
