// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <cstddef>
#include <iosfwd>
#include <string>

namespace infoplane::app {

// Where a command writes: results to `out`, everything else to `err`.
struct Console {
    std::ostream& out;
    std::ostream& err;
    int out_descriptor = -1; // behind `out`, to see that nobody reads it any more; -1: there is none
    bool out_is_terminal = false;
    std::size_t err_columns = 0; // width of the terminal behind `err`; 0: it is none
};

// Exit codes; a command that a signal ended has 128 + its number.
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kWrongUse = 2;

// What the user asked for is not there or not allowed.
[[nodiscard]] Error wrong(std::string sentence);

// 2 when the command line asks for what is not there or not allowed, else 1.
[[nodiscard]] int exitCodeOf(const Error& error);

// Writes "infoplane: SENTENCE" to err and returns the exit code.
int complain(const Console& console, const Error& error);

// Whether the other end of `out` was closed.
[[nodiscard]] bool readerIsGone(const Console& console);

} // namespace infoplane::app
