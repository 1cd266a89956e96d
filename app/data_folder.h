// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <filesystem>
#include <string>

// The folder of a data set while it is made. All errors name the path.
namespace infoplane::app {

[[nodiscard]] Status makeFolder(const std::filesystem::path& folder);

// Copies into `folder`, once checked: the files of the data set `name` from its folder or its archive `from`;
// or, for any other name, the file of arrays `from` itself.
[[nodiscard]] Status fillFrom(const std::string& name, const std::filesystem::path& from,
                              const std::filesystem::path& folder);

// The files of the data set `name` from its archive, .zip (emnist) or .tar.gz (cifar10, by the program tar).
[[nodiscard]] Status unpackInto(const std::string& name, const std::filesystem::path& archive,
                                const std::filesystem::path& folder);

// Gives `made` the name `folder`, in place of what has it.
[[nodiscard]] Status replaceFolder(const std::filesystem::path& made, const std::filesystem::path& folder);

// "4 files of 11.1 MiB"
[[nodiscard]] std::string describeFolder(const std::filesystem::path& folder);

} // namespace infoplane::app
