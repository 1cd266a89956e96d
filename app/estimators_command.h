// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"

#include <string>

namespace infoplane::app {

struct EstimatorsOptions {
    std::string name; // empty: all of them
    bool json = false;
};

// Lists the estimators with what they need, or one with its parameters and source; as JSON a list of objects
// with everything.
int runEstimators(const EstimatorsOptions& options, Console& console);

} // namespace infoplane::app
