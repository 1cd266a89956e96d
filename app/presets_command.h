// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"

#include <string>

namespace infoplane::app {

struct PresetsOptions {
    std::string name; // empty: list the names
};

// Lists the built-in experiments, or writes the full configuration of one as JSON.
int runPresets(const PresetsOptions& options, Console& console);

} // namespace infoplane::app
