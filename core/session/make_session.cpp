// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/make_session.h"

#include "core/config/schema.h"
#include "core/session/identifying_sink.h"
#include "core/session/resumable_run.h"
#include "core/session/training_session.h"

#include <utility>

namespace infoplane {
namespace {

Result<TrainingOutcome> trainIdentified(const Experiment& experiment, const Dataset& dataset,
                                        TrainingSink& sink, const std::shared_ptr<const RunStore>& resume) {
    IdentifyingSink identifying(sink, writeExperiment(experiment));
    return train(experiment, dataset, identifying, resume);
}

} // namespace

std::unique_ptr<Session> makeSession(SessionListener* listener) {
    SessionParts parts;
    parts.check = checkExperiment;
    parts.check_output = checkRunOutput;
    parts.load = loadDataset;
    parts.resume = readResumableRun;
    parts.train = trainIdentified;
    parts.record = Recorder::create;
    return std::make_unique<TrainingSession>(std::move(parts), listener);
}

} // namespace infoplane
