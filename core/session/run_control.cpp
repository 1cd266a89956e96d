// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/run_control.h"

#include <utility>

namespace infoplane {

using Clock = std::chrono::steady_clock;

bool RunControl::begin(const RunRequest& request) {
    {
        const Lock lock(mutex_);
        if (state_ != SessionState::Idle || quit_) return false;
        state_ = SessionState::Preparing;
        pause_requested_ = stop_requested_ = false;
        attention_ = false;
        failure_.reset();
        request_ = request;
    }
    changed();
    return true;
}

void RunControl::pause() {
    {
        const Lock lock(mutex_);
        if (!underWay()) return;
        pause_requested_ = true;
        attention_ = true;
    }
    changed();
}

void RunControl::resume() {
    {
        const Lock lock(mutex_);
        if (!underWay() || !pause_requested_) return;
        pause_requested_ = false;
        if (state_ == SessionState::Paused) state_ = SessionState::Training;
    }
    changed();
}

void RunControl::stop() {
    {
        const Lock lock(mutex_);
        if (!underWay()) return;
        stop_requested_ = true;
        attention_ = true;
        state_ = SessionState::Stopping;
    }
    changed();
}

void RunControl::quit() {
    {
        const Lock lock(mutex_);
        quit_ = true;
    }
    stop();
    changed();
}

bool RunControl::underWay() const {
    return state_ == SessionState::Preparing || state_ == SessionState::Training ||
           state_ == SessionState::Paused;
}

SessionState RunControl::state() const {
    const Lock lock(mutex_);
    return state_;
}

std::optional<Error> RunControl::failure() const {
    const Lock lock(mutex_);
    return failure_;
}

bool RunControl::waitUntilIdle(std::chrono::milliseconds timeout) const {
    const auto deadline = Clock::now() + timeout;
    const Lock lock(mutex_);
    while (state_ != SessionState::Idle)
        if (condition_.wait_until(mutex_, deadline) == std::cv_status::timeout) break;
    return state_ == SessionState::Idle;
}

std::optional<RunRequest> RunControl::waitForRequest() {
    const Lock lock(mutex_);
    while (!request_ && !quit_)
        condition_.wait(mutex_);
    return std::exchange(request_, std::nullopt);
}

void RunControl::training() {
    {
        const Lock lock(mutex_);
        if (state_ == SessionState::Preparing) state_ = SessionState::Training;
    }
    changed();
}

void RunControl::completing() {
    {
        const Lock lock(mutex_);
        state_ = SessionState::Stopping;
    }
    changed();
}

void RunControl::ended(std::optional<Error> failure) {
    {
        const Lock lock(mutex_);
        failure_ = std::move(failure);
        state_ = SessionState::Idle;
    }
    changed();
}

RunControl::Permission RunControl::proceed() {
    if (!attention_.load(std::memory_order_relaxed)) return {};
    return waitWhilePaused();
}

RunControl::Permission RunControl::waitWhilePaused() {
    const auto began = Clock::now();
    {
        const Lock lock(mutex_);
        attention_ = pause_requested_ || stop_requested_;
        if (stop_requested_) return {false, 0.0};
        if (!pause_requested_) return {};
        if (state_ == SessionState::Training) state_ = SessionState::Paused;
    }
    notify();
    const Lock lock(mutex_);
    while (pause_requested_ && !stop_requested_)
        condition_.wait(mutex_);
    return {!stop_requested_, std::chrono::duration<double>(Clock::now() - began).count()};
}

bool RunControl::stopRequested() const {
    const Lock lock(mutex_);
    return stop_requested_;
}

void RunControl::changed() {
    condition_.notify_all();
    notify();
}

void RunControl::notify() const noexcept {
    if (listener_) listener_->onSessionChanged();
}

} // namespace infoplane
