// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <csignal>
#include <optional>

namespace infoplane::app {

// While it lives, SIGINT, SIGTERM and SIGHUP do not end the program but wait to be taken here (those that the
// caller of the program ignores stay ignored). Make it before any other thread: threads inherit the mask.
class Interrupts {
public:
    Interrupts();
    ~Interrupts();
    Interrupts(const Interrupts&) = delete;
    Interrupts& operator=(const Interrupts&) = delete;

    // The number of the next signal, or empty when none came within `timeout`.
    [[nodiscard]] std::optional<int> wait(std::chrono::milliseconds timeout);

private:
    sigset_t taken_{};
    sigset_t before_{};
};

} // namespace infoplane::app
