// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/make_session.h"

#include "core/config/schema.h"
#include "core/session/run_identity.h"
#include "core/session/training_session.h"

#include <utility>

namespace infoplane {
namespace {

// The trainer describes what it trains; this adds where and when, and by what.
class IdentifyingSink final : public TrainingSink {
public:
    IdentifyingSink(const Experiment& experiment, TrainingSink& sink)
        : experiment_(experiment), sink_(sink) {}

    Result<RunStore*> begin(RunDescription description) override {
        identifyRun(description, experiment_);
        return sink_.begin(std::move(description));
    }
    bool proceed() override { return sink_.proceed(); }
    void pause() override { sink_.pause(); }

private:
    const Experiment& experiment_;
    TrainingSink& sink_;
};

Result<TrainingOutcome> trainIdentified(const Experiment& experiment, const Dataset& dataset,
                                        TrainingSink& sink) {
    IdentifyingSink identifying(experiment, sink);
    return train(experiment, dataset, identifying);
}

} // namespace

std::unique_ptr<Session> makeSession(SessionListener* listener) {
    SessionParts parts;
    parts.check = checkExperiment;
    parts.check_output = checkRunOutput;
    parts.load = loadDataset;
    parts.train = trainIdentified;
    parts.record = Recorder::create;
    return std::make_unique<TrainingSession>(std::move(parts), listener);
}

} // namespace infoplane
