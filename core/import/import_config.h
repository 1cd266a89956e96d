// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/import.h"

#include <string>

namespace infoplane {

// The options as JSON, for run/config: {"import": {...}}, which is no experiment that could be trained.
[[nodiscard]] std::string importConfig(const ImportOptions& options);

} // namespace infoplane
