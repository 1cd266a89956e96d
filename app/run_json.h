// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/run_store.h"

#include <string>
#include <string_view>

namespace infoplane::app {

// What the object of `info --json` holds, for the command's help.
[[nodiscard]] std::string_view runJsonHelp();

// The run as one JSON object, as runJsonHelp says. Information is in nats; what was not measured, or is no
// number, is null.
[[nodiscard]] std::string writeRunJson(const RunStore& run);

} // namespace infoplane::app
