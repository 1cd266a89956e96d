// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <filesystem>
#include <string>

namespace infoplane::app {

// A file to read: it is there, is no folder and may be read.
[[nodiscard]] Status checkInputFile(const std::filesystem::path& path);

// A file to write: its folder is there and can be written to, and the file is not there yet or `force` was
// given and it is an ordinary file.
[[nodiscard]] Status checkOutputFile(const std::filesystem::path& path, bool force);

// The whole of a text file of at most `limit` bytes.
[[nodiscard]] Result<std::string> readTextFile(const std::filesystem::path& path, std::size_t limit);

// A name in the same folder and with the same ending, for writing before renaming to `path`.
[[nodiscard]] std::filesystem::path partialName(const std::filesystem::path& path);

// Gives `partial` its final name; removes it when that fails.
[[nodiscard]] Status moveIntoPlace(const std::filesystem::path& partial, const std::filesystem::path& path);

} // namespace infoplane::app
