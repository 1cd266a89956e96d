// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/session.h"
#include "core/support/mutex.h"

#include <atomic>
#include <chrono>
#include <optional>

namespace infoplane {

// The state of a session and what was asked of it: the one place where the user's threads, the trainer's and
// the recorder's meet. Every method may be called from any thread; the listener is told after every change,
// without a lock held.
class RunControl {
public:
    explicit RunControl(SessionListener* listener) : listener_(listener) {}

    // What users ask for.
    [[nodiscard]] bool begin(const RunRequest& request) INFOPLANE_EXCLUDES(mutex_); // false: not idle
    void pause() INFOPLANE_EXCLUDES(mutex_);
    void resume() INFOPLANE_EXCLUDES(mutex_);
    void stop() INFOPLANE_EXCLUDES(mutex_);
    void quit() INFOPLANE_EXCLUDES(mutex_); // stops and lets waitForRequest return without one
    [[nodiscard]] SessionState state() const INFOPLANE_EXCLUDES(mutex_);
    [[nodiscard]] std::optional<Error> failure() const INFOPLANE_EXCLUDES(mutex_);
    bool waitUntilIdle(std::chrono::milliseconds timeout) const INFOPLANE_EXCLUDES(mutex_);

    // What the trainer's thread does.
    [[nodiscard]] std::optional<RunRequest> waitForRequest() INFOPLANE_EXCLUDES(mutex_);
    void training() INFOPLANE_EXCLUDES(mutex_);   // preparing is over
    void completing() INFOPLANE_EXCLUDES(mutex_); // training is over, the file is being completed
    void ended(std::optional<Error> failure) INFOPLANE_EXCLUDES(mutex_);
    // Blocks while paused. `go` false: stop at once.
    struct Permission {
        bool go = true;
        double paused_seconds = 0.0;
    };
    [[nodiscard]] Permission proceed() INFOPLANE_EXCLUDES(mutex_);
    [[nodiscard]] bool stopRequested() const INFOPLANE_EXCLUDES(mutex_);

    void notify() const noexcept;

private:
    [[nodiscard]] bool underWay() const INFOPLANE_REQUIRES(mutex_);
    [[nodiscard]] Permission waitWhilePaused() INFOPLANE_EXCLUDES(mutex_);
    void changed() INFOPLANE_EXCLUDES(mutex_);

    SessionListener* const listener_;
    // Whether proceed() has to look closer: it is called at every step and takes no lock otherwise.
    std::atomic<bool> attention_{false};
    mutable Mutex mutex_;
    mutable Condition condition_;
    SessionState state_ INFOPLANE_GUARDED_BY(mutex_) = SessionState::Idle;
    bool pause_requested_ INFOPLANE_GUARDED_BY(mutex_) = false;
    bool stop_requested_ INFOPLANE_GUARDED_BY(mutex_) = false;
    bool quit_ INFOPLANE_GUARDED_BY(mutex_) = false;
    std::optional<RunRequest> request_ INFOPLANE_GUARDED_BY(mutex_);
    std::optional<Error> failure_ INFOPLANE_GUARDED_BY(mutex_);
};

} // namespace infoplane
