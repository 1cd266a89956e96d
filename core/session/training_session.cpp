// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/training_session.h"

#include "core/session/guarded.h"
#include "core/session/run_sink.h"

#include <utility>

namespace infoplane {

TrainingSession::TrainingSession(SessionParts parts, SessionListener* listener)
    : parts_(std::move(parts)), control_(listener), trainer_([this] { main(); }) {}

TrainingSession::~TrainingSession() {
    control_.quit();
    trainer_.join();
}

Status TrainingSession::start(const RunRequest& request) {
    if (request.resume.empty())
        if (const Status status = parts_.check(request.experiment); !status) return status;
    if (!request.output.empty())
        if (const Status status = parts_.check_output(request.output, request.overwrite); !status)
            return status;
    if (!control_.begin(request))
        return Error{ErrorCode::InvalidArgument, "a run is under way; stop it before starting another", ""};
    return {};
}

std::shared_ptr<const RunStore> TrainingSession::store() const {
    const Lock lock(mutex_);
    return store_;
}

void TrainingSession::publish(std::shared_ptr<const RunStore> store) {
    // The old store may be large: it is freed outside the lock.
    const Lock lock(mutex_);
    store_.swap(store);
}

void TrainingSession::main() noexcept {
    while (const std::optional<RunRequest> request = control_.waitForRequest())
        control_.ended(run(*request));
}

std::optional<Error> TrainingSession::run(const RunRequest& request) {
    RunSink sink(request, parts_, control_,
                 [this](std::shared_ptr<const RunStore> store) { publish(std::move(store)); });
    const Result<TrainingOutcome> outcome = guarded([&] { return prepareAndTrain(request, sink); });
    control_.completing();
    return sink.complete(outcome);
}

Result<TrainingOutcome> TrainingSession::prepareAndTrain(const RunRequest& request, TrainingSink& sink) {
    ResumableRun what{request.experiment, nullptr};
    if (!request.resume.empty()) {
        auto resumable = parts_.resume(request.resume);
        if (!resumable) return resumable.error();
        what = std::move(*resumable);
        if (!request.experiment.data.folder.empty())
            what.experiment.data.folder = request.experiment.data.folder;
        if (const Status status = parts_.check(what.experiment); !status) return status.error();
    }
    const Result<Dataset> dataset = parts_.load(what.experiment.data);
    if (!dataset) return dataset.error();
    if (control_.stopRequested()) return TrainingOutcome::Stopped;
    return parts_.train(what.experiment, *dataset, sink, what.run);
}

} // namespace infoplane
