// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/run_control.h"
#include "core/session/session_parts.h"

#include <memory>
#include <thread>

namespace infoplane {

// The session: one trainer thread for its whole life, and one recorder thread a run.
//
// Order at the end of a run: the trainer returns (its model is freed by then), the recorder completes the
// file and its thread is joined, the store learns the final status, the state becomes Idle. The destructor
// asks for a stop and joins the trainer's thread, which does all that.
class TrainingSession final : public Session {
public:
    // `listener` may be null and must outlive the session.
    TrainingSession(SessionParts parts, SessionListener* listener);
    ~TrainingSession() override;

    Status start(const RunRequest& request) override;
    void pause() override { control_.pause(); }
    void resume() override { control_.resume(); }
    void stop() override { control_.stop(); }
    [[nodiscard]] SessionState state() const override { return control_.state(); }
    [[nodiscard]] std::shared_ptr<const RunStore> store() const override INFOPLANE_EXCLUDES(mutex_);
    [[nodiscard]] std::optional<Error> lastFailure() const override { return control_.failure(); }
    bool waitUntilIdle(std::chrono::milliseconds timeout) override { return control_.waitUntilIdle(timeout); }

private:
    void main() noexcept;
    [[nodiscard]] std::optional<Error> run(const RunRequest& request);
    [[nodiscard]] Result<TrainingOutcome> prepareAndTrain(const RunRequest& request, TrainingSink& sink);
    void publish(std::shared_ptr<const RunStore> store) INFOPLANE_EXCLUDES(mutex_);

    const SessionParts parts_;
    RunControl control_;
    mutable Mutex mutex_;
    std::shared_ptr<const RunStore> store_ INFOPLANE_GUARDED_BY(mutex_);
    std::thread trainer_; // last: everything else is there when it begins
};

} // namespace infoplane
