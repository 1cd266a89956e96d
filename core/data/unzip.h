// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <functional>
#include <string>

namespace infoplane {

// Writes the members of a ZIP archive whose names `wanted` accepts into `folder`, by their names without
// their folders, each of at most 2 GiB. Errors name the archive: no archive, a member that is larger,
// damaged, or cannot be written, none that is wanted.
[[nodiscard]] Status unzipInto(const std::string& archive, const std::string& folder,
                               const std::function<bool(const std::string& file_name)>& wanted);

} // namespace infoplane
