// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <cstdlib>

// Ends the program when an invariant of our own does not hold: a bug, in every build. Never used for what a
// user, a file or a device can cause.
#define INFOPLANE_ASSERT(condition)                                                                          \
    do {                                                                                                     \
        if (!(condition)) {                                                                                  \
            std::fprintf(stderr, "%s:%d: a bug in Infoplane: %s does not hold\n", __FILE__, __LINE__,        \
                         #condition);                                                                        \
            std::abort();                                                                                    \
        }                                                                                                    \
    } while (false)
