// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/training_session.h"
#include "tests/support/synthetic_run.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

// A session with a trainer and a recorder that do what a test tells them.
namespace infoplane::testing {

class CountingListener final : public SessionListener {
public:
    void onSessionChanged() noexcept override { ++calls; }
    std::atomic<int> calls{0};
};

// What became of a recorder; outlives it.
struct RecorderLog {
    std::atomic<int> commits{0};
    std::atomic<bool> fail_commits{false}, fail_finish{false}, throw_in_commit{false};
    std::atomic<bool> destroyed{false};
    std::mutex mutex;
    std::vector<RunStatus> finished; // guarded by mutex
    std::optional<std::string> warning;
};

// Fails as the log says; after each finish the store must still be running.
std::unique_ptr<Recorder> makeFakeRecorder(RecorderLog& log, const RunStore& store);

// A trainer that appends a row a step until it is told to stop or has made `steps`.
struct FakeTrainer {
    std::uint64_t steps = 1'000'000'000;
    std::chrono::microseconds step{200};
    std::atomic<std::uint64_t> made{0};
    std::atomic<std::uint64_t> pause_after{0}; // asks for a pause itself once it made so many; 0: never
    std::atomic<bool> fail{false}, throw_out{false}, throw_memory{false}, throw_odd{false};

    Result<TrainingOutcome> operator()(TrainingSink& sink);
};

struct Fixture {
    explicit Fixture(SessionListener* listener = nullptr);

    RecorderLog log;
    FakeTrainer trainer;
    Status checked, output_checked, loaded, recorded, resumable;
    Experiment trained;                         // what the trainer was given; read when the session is idle
    std::shared_ptr<const RunStore> trained_on; // the run that goes on
    decltype(SessionParts::record) record;      // instead of a recorder that only counts
    std::chrono::milliseconds load_time{0};
    std::unique_ptr<TrainingSession> session; // last: gone before what it uses

    [[nodiscard]] static RunRequest request();
    // Waits until the trainer made a step.
    void waitForSteps(std::uint64_t beyond = 0);
    [[nodiscard]] RunStatus status() const { return session->store()->status(); }
};

} // namespace infoplane::testing
