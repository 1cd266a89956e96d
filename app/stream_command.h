// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"

#include <string>

namespace infoplane::app {

struct StreamOptions {
    std::string file;
    bool follow = false; // go on until the run has ended or its writer is gone
};

// Writes a run file as a stream (core/store/stream.h) to out. What goes wrong is an error frame in the stream
// and a sentence on err. Reads in this process: it is the process that others start for reading.
int runStream(const StreamOptions& options, Console& console);

} // namespace infoplane::app
