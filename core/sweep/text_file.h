// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

// Small text files that others read while they are replaced.
namespace infoplane {

// The whole of a file of at most `limit` bytes; NotFound where there is none.
[[nodiscard]] Result<std::string> readSmallFile(const std::filesystem::path& path, std::size_t limit);

// Gives the file that text in one step: whoever reads sees the old one or the new one, also after a crash of
// the machine. Several processes may do it at once: the last one stays.
[[nodiscard]] Status replaceTextFile(const std::filesystem::path& path, std::string_view text);

} // namespace infoplane
