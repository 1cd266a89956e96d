// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/array_variable.h"

#include <algorithm>
#include <cmath>

namespace infoplane::app {
namespace {

constexpr std::size_t kMostIntegers = 100, kMostWholeReals = 20;

struct Decision {
    bool discrete;
    std::string reason;
};

bool allWhole(const NumericArray& array) {
    return std::ranges::all_of(array.values, [](double v) { return v == std::floor(v); });
}

Decision byCount(NumberKind kind, std::size_t different, std::size_t points) {
    const std::string count = std::to_string(different) + " of its points are different";
    const std::size_t most = kind == NumberKind::Whole ? kMostIntegers : kMostWholeReals;
    if (different > most) return {false, count + ", more than " + std::to_string(most)};
    if (2 * different > points) return {false, count + ", more than half of them"};
    return {true, count + ", all whole numbers"};
}

// `as_symbols` is the array as a discrete variable.
Decision decide(const NumericArray& array, const Variable& as_symbols) {
    if (array.kind == NumberKind::Bool) return {true, "its type is bool"};
    if (array.kind == NumberKind::Real && !allWhole(array))
        return {false, "not all of its numbers are whole"};
    return byCount(array.kind, as_symbols.symbol_count, as_symbols.points);
}

} // namespace

std::string_view variableTypeHelp() {
    return "An array is discrete where its type is bool; where its type is an integer and it has at most "
           "100\n"
           "different points; where its type is real, its numbers are all whole and it has at most 20 "
           "different\n"
           "points (a point is a row; the latter two only where a point comes twice on average). Every "
           "other\n"
           "one is continuous. --x-type and --y-type override this; the output says what was taken and why.";
}

Result<ArrayVariable> variableOf(const std::string& name, NumericArray array,
                                 std::optional<VariableType> chosen) {
    auto symbols = discreteVariable(name, array.values, array.columns);
    if (!symbols) return symbols.error();
    const Decision decision = chosen
                                  ? Decision{*chosen == VariableType::Discrete, "as --" + name + "-type says"}
                                  : decide(array, *symbols);
    if (decision.discrete) return ArrayVariable{std::move(*symbols), decision.reason};
    auto numbers = continuousVariable(name, std::move(array.values), array.columns);
    if (!numbers) return numbers.error();
    return ArrayVariable{std::move(*numbers), decision.reason};
}

} // namespace infoplane::app
