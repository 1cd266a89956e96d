// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace infoplane {

// The bytes of a file that was built into the program, by its path below this folder ("presets/digits.json").
// Naming a file that CMakeLists.txt does not list is a bug. Any thread.
[[nodiscard]] std::string_view embeddedFile(std::string_view path);

} // namespace infoplane
