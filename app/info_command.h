// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"

#include <string>

namespace infoplane::app {

struct InfoOptions {
    std::string file;
    bool json = false;
};

// Says what a run file holds, as text or as one JSON object (runJsonHelp).
int runInfo(const InfoOptions& options, Console& console);

} // namespace infoplane::app
