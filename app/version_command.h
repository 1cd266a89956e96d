// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"

namespace infoplane::app {

struct VersionOptions {};

// Writes the versions of the program and of the libraries it was built with.
int runVersion(const VersionOptions& options, Console& console);

} // namespace infoplane::app
