// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimate.h"

#include <atomic>
#include <thread>

namespace infoplane {

// A Proceed that several threads ask: `proceed` itself is called on the thread that made this alone, and once
// it said no, all of them hear no.
class SharedProceed {
public:
    explicit SharedProceed(const Proceed& proceed) : proceed_(proceed), asking_(std::this_thread::get_id()) {}

    [[nodiscard]] bool operator()() {
        if (stopped_.load(std::memory_order_relaxed)) return false;
        if (!proceed_ || std::this_thread::get_id() != asking_ || proceed_()) return true;
        stopped_.store(true, std::memory_order_relaxed);
        return false;
    }

    [[nodiscard]] bool stopped() const { return stopped_.load(std::memory_order_relaxed); }

private:
    const Proceed& proceed_;
    const std::thread::id asking_;
    std::atomic<bool> stopped_{false};
};

} // namespace infoplane
