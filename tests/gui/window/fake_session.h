// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/session.h"
#include "core/support/mutex.h"

#include <chrono>
#include <initializer_list>
#include <string>
#include <thread>

namespace infoplane::testing {

// What the session will do with the next runs.
struct FakeTraining {
    std::chrono::milliseconds between_rows{1};
    std::chrono::milliseconds completing{0};                  // how long a stop takes
    std::optional<std::uint64_t> fails_at_row = std::nullopt; // of all methods
    std::string refuses = {};                                 // start() fails with this sentence
};

// A session that trains nothing: a thread of its own fills the store of each run with a fake run's rows and
// tells the listener, as the real one does.
class FakeSession : public Session {
public:
    FakeSession(SessionListener* listener, FakeTraining training);
    ~FakeSession() override;

    Status start(const RunRequest& request) override;
    void pause() override;
    void resume() override;
    void stop() override;
    [[nodiscard]] SessionState state() const override;
    [[nodiscard]] std::shared_ptr<const RunStore> store() const override;
    [[nodiscard]] std::optional<Error> lastFailure() const override;
    bool waitUntilIdle(std::chrono::milliseconds timeout) override;

    [[nodiscard]] RunRequest lastRequest() const;

private:
    void train(const std::shared_ptr<RunStore>& store);
    bool trainRow(RunStore& store, std::size_t method, std::uint64_t number);
    void become(SessionState state);
    void change(std::initializer_list<SessionState> from, SessionState to);
    void tell();

    SessionListener* listener_;
    FakeTraining training_;
    mutable Mutex mutex_;
    mutable Condition changed_;
    SessionState state_ INFOPLANE_GUARDED_BY(mutex_) = SessionState::Idle;
    std::shared_ptr<RunStore> store_ INFOPLANE_GUARDED_BY(mutex_);
    std::optional<Error> failure_ INFOPLANE_GUARDED_BY(mutex_);
    RunRequest request_ INFOPLANE_GUARDED_BY(mutex_);
    std::jthread thread_;
};

} // namespace infoplane::testing
