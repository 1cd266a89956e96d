// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command_line.h"

namespace infoplane::app {

// Does what the command line asks for and returns the exit code.
int runCommand(const Command& command, Console& console);

} // namespace infoplane::app
