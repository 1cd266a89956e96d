// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/recording_thread.h"
#include "core/session/run_control.h"
#include "core/session/session_parts.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace infoplane {

// One run from the trainer's side: makes store and file, lets the trainer go on, wait or stop, and completes
// the file. Lives on the trainer's thread.
class RunSink final : public TrainingSink {
public:
    using Publish = std::function<void(std::shared_ptr<const RunStore>)>;

    // All must outlive the sink. `publish` gets the store as soon as there is one.
    RunSink(const RunRequest& request, const SessionParts& parts, RunControl& control, Publish publish);

    Result<RunStore*> begin(RunDescription description) override;
    bool proceed() override;
    void pause() override { control_.pause(); }

    // Completes the file, then tells the store how the run ended. Returns the failure, if it failed.
    [[nodiscard]] std::optional<Error> complete(const Result<TrainingOutcome>& outcome);

private:
    [[nodiscard]] Status record();
    [[nodiscard]] RunStatus finalStatus(const Result<TrainingOutcome>& outcome) const;
    void appendEvent(Severity severity, const char* kind, const std::string& text);
    void tellOfNews();

    const RunRequest& request_;
    const SessionParts& parts_;
    RunControl& control_;
    Publish publish_;
    std::shared_ptr<RunStore> store_;
    std::optional<RecordingThread> recording_;
    std::uint64_t told_revision_ = 0;
    std::chrono::steady_clock::time_point told_{};
};

} // namespace infoplane
