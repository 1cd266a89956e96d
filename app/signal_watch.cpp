// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/signal_watch.h"

#include <atomic>
#include <chrono>
#include <thread>

namespace infoplane::app {

using namespace std::chrono_literals;

std::optional<int> workUnderSignals(Interrupts& interrupts,
                                    const std::function<void(const std::function<bool()>& proceed)>& work) {
    std::atomic<bool> done = false, stopped = false;
    std::optional<int> first;
    std::jthread worker([&] {
        work([&stopped] { return !stopped.load(); });
        done = true;
    });
    while (!done)
        if (const auto signal = interrupts.wait(50ms)) {
            first = signal;
            stopped = true;
        }
    worker.join();
    return first;
}

} // namespace infoplane::app
