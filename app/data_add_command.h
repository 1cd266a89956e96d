// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"

#include <string>

namespace infoplane::app {

struct DataAddOptions {
    std::string name;      // of a data set in files, or a name of the user's for a file of arrays
    std::string from;      // a folder of its files, its archive, or a file of arrays; or
    bool download = false; // fetch it from its source,
    std::string url;       // or from this address in its place
    bool force = false;    // replace what is there under this name
};

// Copies a data set into the user's data folder (core/data/user_folder.h), whole and checked or not at all.
int runDataAdd(const DataAddOptions& options, Console& console);

} // namespace infoplane::app
