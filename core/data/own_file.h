// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <string>

namespace infoplane {

// The file that a user means: one of this path, or the only one in the folder of this name in the user's data
// folder (`infoplane data add NAME --from FILE`).
[[nodiscard]] Result<std::string> findOwnFile(const std::string& name);

} // namespace infoplane
