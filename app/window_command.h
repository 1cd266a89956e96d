// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"

#include <string>

namespace infoplane::app {

struct WindowOptions {
    std::string file;  // a run file to show; "-": a stream from standard input; empty: ready for a new run
    bool play = false; // from the run's first row, as soon as it is read
};

// Opens the window and stays until it is closed, or until SIGINT, SIGTERM or SIGHUP, which stop a run that
// trains and complete its file (exit code 128 + signal). Where there is no display, or the program was built
// without a window, a sentence says what to do instead.
int runWindow(const WindowOptions& options, Console& console);

// "Qt 6.4.2", or that there is no window.
[[nodiscard]] std::string windowLibraries();

} // namespace infoplane::app
