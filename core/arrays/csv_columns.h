// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace infoplane {

// The columns of a table that `selection` names: A, or A,B,..., or A:B (both included); a name that is there
// in full comes first, so that names may hold commas and colons. NotFound for a name that is not there;
// InvalidFile for one that several columns have.
[[nodiscard]] Result<std::vector<std::size_t>> selectColumns(const std::vector<std::string>& names,
                                                             std::string_view selection);

} // namespace infoplane
