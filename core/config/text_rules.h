// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

// What the texts of a configuration may be. All refuse control characters and what is not UTF-8.
namespace infoplane {

[[nodiscard]] bool isTitle(std::string_view text);      // at most 200 bytes
[[nodiscard]] bool isPath(std::string_view text);       // at most 4096 bytes
[[nodiscard]] bool isDevice(std::string_view text);     // auto, cpu, cuda, cuda:0 .. cuda:999
[[nodiscard]] bool isMethodName(std::string_view text); // [a-z0-9_]{1,40}

} // namespace infoplane
