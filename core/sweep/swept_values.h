// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// The values that a sweep gives to one key, read from text. Pure functions.
namespace infoplane {

inline constexpr std::size_t kMostPoints = 10'000; // of a sweep, and so of one key

enum class Spacing {
    Listed,      // as the user named them
    Linear,      // FROM:TO:linN
    Logarithmic, // FROM:TO:logN
};
[[nodiscard]] std::string nameOf(Spacing spacing); // list, lin, log

struct SweptValues {
    Spacing spacing = Spacing::Listed;
    std::vector<std::string> texts; // as setField takes them, at least one, no two alike
};

// Reads "a,b,c", "FROM:TO:linN" or "FROM:TO:logN" of the key `key`, which the sentences name. A list is cut
// at commas outside of brackets, braces and quotes, so that a value may be a list itself: [64,32],[32]. A
// range has N = 2..10,000 numbers:
//   lin: FROM + (TO - FROM) i / (N - 1)
//   log: 10^(lg FROM + (lg TO - lg FROM) i / (N - 1)), both ends above 0
// with i = 0..N-1; the ends are exactly FROM and TO, those between are rounded to six significant digits
// unless the steps are finer than a thousandth. With `whole` all are rounded to whole numbers (below 2^53).
// What is given twice, or becomes equal by rounding, is refused.
[[nodiscard]] Result<SweptValues> parseSweptValues(std::string_view key, std::string_view text, bool whole);

// The number that a value's text is, NaN where it is none: "0.5", "[0.5]".
[[nodiscard]] double numberOfValue(std::string_view text);

} // namespace infoplane
