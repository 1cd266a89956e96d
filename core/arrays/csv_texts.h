// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <string>
#include <vector>

namespace infoplane {

// The cells of one column of a table (csv.h) as they are written, a row an element. Errors (no context):
// those of readCsv, several columns, an empty cell (with its row and line).
[[nodiscard]] Result<std::vector<std::string>> readCsvTexts(const std::string& path,
                                                            const std::string& column);

} // namespace infoplane
