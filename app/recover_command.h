// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"

#include <string>

namespace infoplane::app {

struct RecoverOptions {
    std::string file;
};

// Completes a run file that a killed program left, with every committed row. A finished file is left as it
// is.
int runRecover(const RecoverOptions& options, Console& console);

} // namespace infoplane::app
