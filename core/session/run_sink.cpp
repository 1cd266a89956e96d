// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/run_sink.h"

#include "core/session/guarded.h"
#include "core/store/clock.h"
#include "core/store/description_json.h"

#include <cmath>
#include <utility>

namespace infoplane {
namespace {

constexpr std::chrono::milliseconds kBetweenNews{30}; // no eye follows faster

std::string pausedFor(double seconds) {
    const auto tenths = static_cast<long long>(std::llround(10 * seconds));
    return "paused for " + std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " s";
}

} // namespace

RunSink::RunSink(const RunRequest& request, const SessionParts& parts, RunControl& control, Publish publish)
    : request_(request), parts_(parts), control_(control), publish_(std::move(publish)) {}

Result<RunStore*> RunSink::begin(RunDescription description) {
    description.resumed_from.file = request_.resume.filename().string();
    if (const Status status = checkDescription(description); !status) return status.error();
    store_ = std::make_shared<RunStore>(std::move(description));
    if (!request_.output.empty()) {
        if (const Status status = record(); !status) {
            store_.reset();
            return status.error();
        }
    }
    publish_(store_);
    control_.training();
    return store_.get();
}

Status RunSink::record() {
    Result<std::unique_ptr<Recorder>> recorder = parts_.record(request_.output, *store_, request_.overwrite);
    if (!recorder) return recorder.error();
    if (const auto warning = (*recorder)->warning()) appendEvent(Severity::Warning, "warning", *warning);
    // The trainer must come to proceed() to learn of it, also while it is paused.
    recording_.emplace(std::move(*recorder), *store_, [this] { control_.stop(); });
    return {};
}

bool RunSink::proceed() {
    tellOfNews();
    const RunControl::Permission permission = control_.proceed();
    if (store_ && permission.paused_seconds > 0.0)
        appendEvent(Severity::Note, "paused", pausedFor(permission.paused_seconds));
    return permission.go;
}

// The trainer appends to the store without the session's knowledge; this is where the listener hears of it.
void RunSink::tellOfNews() {
    if (!store_) return;
    const auto now = std::chrono::steady_clock::now();
    if (now - told_ < kBetweenNews) return;
    const std::uint64_t revision = store_->revision();
    if (revision == told_revision_) return;
    told_ = now;
    told_revision_ = revision;
    control_.notify();
}

void RunSink::appendEvent(Severity severity, const char* kind, const std::string& text) {
    const RunProgress progress = store_->progress();
    infoplane::appendEvent(*store_, progress.method, severity, kind, progress.layer, text);
}

RunStatus RunSink::finalStatus(const Result<TrainingOutcome>& outcome) const {
    RunStatus status;
    if (!outcome) {
        status.state = RunState::Failed;
        status.failure = outcome.error().text();
    } else {
        status.state = *outcome == TrainingOutcome::Finished ? RunState::Finished : RunState::Stopped;
    }
    status.end_time = isoTimeNow();
    status.heartbeat = unixSeconds();
    return status;
}

std::optional<Error> RunSink::complete(const Result<TrainingOutcome>& outcome) {
    std::optional<Error> failure;
    if (!outcome) failure = outcome.error();
    if (!store_) return failure;
    RunStatus status = finalStatus(outcome);
    if (recording_) {
        const Status recorded = guarded([&] { return recording_->finish(status); });
        if (!recorded && !failure) {
            failure = recorded.error();
            status.state = RunState::Failed;
            status.failure = failure->text();
        }
    }
    status.heartbeat = unixSeconds();
    store_->setStatus(status);
    return failure;
}

} // namespace infoplane
