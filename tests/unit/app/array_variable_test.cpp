// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/array_variable.h"

#include <gtest/gtest.h>

namespace infoplane::app {
namespace {

// `different` values, each `times` times.
NumericArray repeated(std::size_t different, std::size_t times, NumberKind kind, double step = 1.0) {
    NumericArray array{different * times, 1, {}, kind, ""};
    for (std::size_t i = 0; i < array.rows; ++i)
        array.values.push_back(step * static_cast<double>(i % different));
    return array;
}

bool isDiscrete(const NumericArray& array, std::optional<VariableType> chosen = std::nullopt) {
    const auto variable = variableOf("x", array, chosen);
    EXPECT_TRUE(variable.ok());
    return variable->variable.discrete;
}

TEST(ArrayVariable, IsDiscreteWithFewWholeValues) {
    EXPECT_TRUE(isDiscrete(repeated(100, 2, NumberKind::Whole)));
    EXPECT_FALSE(isDiscrete(repeated(101, 2, NumberKind::Whole)));
    EXPECT_FALSE(isDiscrete(repeated(100, 1, NumberKind::Whole)));
    EXPECT_TRUE(isDiscrete(repeated(20, 2, NumberKind::Real)));
    EXPECT_FALSE(isDiscrete(repeated(21, 2, NumberKind::Real)));
    EXPECT_FALSE(isDiscrete(repeated(2, 10, NumberKind::Real, 0.5)));
    EXPECT_TRUE(isDiscrete(repeated(2, 1, NumberKind::Bool)));
}

TEST(ArrayVariable, IsWhatTheUserSays) {
    EXPECT_FALSE(isDiscrete(repeated(2, 10, NumberKind::Whole), VariableType::Continuous));
    EXPECT_TRUE(isDiscrete(repeated(50, 1, NumberKind::Real, 0.1), VariableType::Discrete));
    EXPECT_EQ(variableOf("y", repeated(2, 2, NumberKind::Whole), VariableType::Discrete)->reason,
              "as --y-type says");
}

TEST(ArrayVariable, CountsRowsAndNotNumbers) {
    const NumericArray pairs{4, 2, {0, 1, 1, 0, 0, 1, 1, 0}, NumberKind::Whole, ""};
    const auto variable = variableOf("x", pairs, std::nullopt);
    ASSERT_TRUE(variable.ok());
    EXPECT_TRUE(variable->variable.discrete);
    EXPECT_EQ(variable->variable.symbol_count, 2u);
}

TEST(ArrayVariable, NamesTheRowOfANan) {
    NumericArray array = repeated(3, 1, NumberKind::Real);
    array.values[2] = std::numeric_limits<double>::quiet_NaN();
    EXPECT_NE(variableOf("x", array, std::nullopt).error().text().find("x: a NaN stands in row 2"),
              std::string::npos);
}

} // namespace
} // namespace infoplane::app
