// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace infoplane::app {

// Writes rows as columns two blanks apart, every line after `indent` blanks; no blanks at line ends.
void writeColumns(std::ostream& out, const std::vector<std::vector<std::string>>& rows, std::size_t indent);

// "%.*f" in the C locale; "nan" and "inf" as such.
[[nodiscard]] std::string fixed(double value, int digits);

// At most `digits` significant digits in the C locale, without zeros at the end.
[[nodiscard]] std::string shortNumber(double value, int digits = 6);

// 0:42, 12:05, 1:02:03.
[[nodiscard]] std::string clockTime(double seconds);

} // namespace infoplane::app
