// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"

#include <string>

namespace infoplane::app {

struct DataOptions {
    std::string folder; // where to look for data sets that are not built in
};

// Lists the known data sets, whether they are there, and if not how to get them.
int runData(const DataOptions& options, Console& console);

} // namespace infoplane::app
