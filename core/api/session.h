// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/api/result.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>

namespace infoplane {

class RunStore; // core/store/run_store.h: what a run has produced so far

enum class SessionState {
    Idle,      // nothing has run yet, or the last run ended
    Preparing, // data is read, the file is made
    Training,
    Paused,
    Stopping, // the stop was asked for; the file is being completed
};

struct RunRequest {
    Experiment experiment;
    std::filesystem::path output; // the run file; empty: not recorded
    bool overwrite = false;       // replace an output file that exists
    // A run file that did not come to its end: its run goes on, in the new file `output`, from where its
    // state was last recorded. The experiment is the file's; of `experiment` only data.folder is read, where
    // it is not empty.
    std::filesystem::path resume{};
};

// Told that something changed (state, rows, status). Called from any thread, often; must return at once and
// must not call the session. The news itself is read from the session and its store.
class SessionListener {
public:
    virtual ~SessionListener() = default;
    virtual void onSessionChanged() noexcept = 0;
};

// Trains one experiment at a time on a thread of its own, fills a RunStore and records it. Every method may
// be called from any thread and none of them waits for the training, but waitUntilIdle and the destructor
// (which stops and joins).
class Session {
public:
    virtual ~Session() = default;

    // Begins a run. Fails when one is under way, when the configuration is invalid, or when the output cannot
    // be made; what goes wrong later (data, device, disk) is in lastFailure() and in the store's status.
    virtual Status start(const RunRequest& request) = 0;

    // Takes effect at the next step. Without effect in states where they make no sense. The training pauses
    // itself where it met what a person should look at (a NaN in a critic): its last event says what.
    virtual void pause() = 0;
    virtual void resume() = 0;
    virtual void stop() = 0;

    [[nodiscard]] virtual SessionState state() const = 0;
    // The rows of the run under way, or of the last one; null before the data of the first run was read.
    [[nodiscard]] virtual std::shared_ptr<const RunStore> store() const = 0;
    // Why the last run failed, if it did; cleared by start().
    [[nodiscard]] virtual std::optional<Error> lastFailure() const = 0;

    // Waits until the state is Idle again and the file is complete; false when the time ran out first.
    virtual bool waitUntilIdle(std::chrono::milliseconds timeout) = 0;
};

} // namespace infoplane
