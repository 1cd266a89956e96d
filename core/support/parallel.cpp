// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/support/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace infoplane {
namespace {

// The pieces that are left, handed out to whoever asks.
class Pieces {
public:
    Pieces(std::size_t count, const std::function<void(std::size_t)>& work) : count_(count), work_(work) {}

    // Does one piece; false: there is none left.
    bool doOne() noexcept {
        if (stopped_.load(std::memory_order_relaxed)) return false;
        const std::size_t i = next_.fetch_add(1, std::memory_order_relaxed);
        if (i >= count_) return false;
        try {
            work_(i);
        } catch (...) {
            stopped_ = true;
            std::call_once(failed_, [this] { failure_ = std::current_exception(); });
        }
        return true;
    }

    void stop() { stopped_ = true; }
    [[nodiscard]] bool anyLeft() const { return next_.load(std::memory_order_relaxed) < count_; }
    // Once all threads have ended.
    void rethrow() const {
        if (failure_) std::rethrow_exception(failure_);
    }

private:
    const std::size_t count_;
    const std::function<void(std::size_t)>& work_;
    std::atomic<std::size_t> next_{0};
    std::atomic<bool> stopped_{false};
    std::once_flag failed_;
    std::exception_ptr failure_;
};

} // namespace

bool parallelFor(std::size_t count, std::size_t threads, const std::function<void(std::size_t)>& work,
                 const std::function<bool()>& proceed) {
    Pieces pieces(count, work);
    bool go_on = true;
    {
        std::vector<std::jthread> others;
        for (std::size_t t = 1; t < std::min(threads, count); ++t)
            others.emplace_back([&pieces] {
                while (pieces.doOne()) {
                }
            });
        do {
            go_on = !proceed || !pieces.anyLeft() || proceed();
            if (!go_on) pieces.stop();
        } while (pieces.doOne());
    }
    pieces.rethrow();
    return go_on;
}

} // namespace infoplane
