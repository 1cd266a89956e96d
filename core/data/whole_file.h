// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/data/gzip.h"

#include <cstdint>
#include <string>

namespace infoplane {

// All bytes of an ordinary file of at most `limit`, asked before anything is allocated. Errors have the path
// as context: not there, larger, more than there is memory for, not to be read.
[[nodiscard]] Result<Bytes> readWholeFile(const std::string& path, std::uint64_t limit);

} // namespace infoplane
