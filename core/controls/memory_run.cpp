// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/controls/memory_run.h"

#include "core/config/schema.h"
#include "core/training/trainer.h"

#include <future>

namespace infoplane {
namespace {

constexpr std::int64_t kSeldom = 1'000'000; // more steps or rows than a phase has

class MemorySink final : public TrainingSink {
public:
    MemorySink(const Experiment& experiment, const TrainingListener& listener, const Proceed& proceed)
        : experiment_(experiment), listener_(listener), proceed_(proceed) {}

    Result<RunStore*> begin(RunDescription description) override {
        description.config = writeExperiment(experiment_);
        store_ = std::make_unique<RunStore>(std::move(description));
        return store_.get();
    }
    bool proceed() override {
        tell();
        return !proceed_ || proceed_();
    }
    [[nodiscard]] std::unique_ptr<RunStore> take() { return std::move(store_); }

private:
    void tell() {
        if (!listener_) return;
        const RunProgress progress = store_->progress();
        if (progress == last_) return;
        last_ = progress;
        listener_(store_->description(), progress);
    }

    const Experiment& experiment_;
    const TrainingListener& listener_;
    const Proceed& proceed_;
    std::unique_ptr<RunStore> store_;
    RunProgress last_;
};

} // namespace

Result<std::unique_ptr<RunStore>> trainInMemory(Experiment experiment, const Dataset& dataset,
                                                const TrainingListener& listener, const Proceed& proceed) {
    experiment.measure.cadence = Cadence::Steps;
    experiment.measure.every = 1'000'000'000;
    experiment.measure.probe_every = kSeldom;
    experiment.measure.estimators = {"mixture"};
    if (const Status ok = checkExperiment(experiment); !ok) return ok.error();
    MemorySink sink(experiment, listener, proceed);
    // The trainer sets the floating-point state of its thread (denormals are flushed), which the caller's
    // measurements must not have: the neighbour estimators use the least number above 0.
    const auto outcome =
        std::async(std::launch::async, [&] { return train(experiment, dataset, sink); }).get();
    if (!outcome) return outcome.error();
    if (*outcome == TrainingOutcome::Stopped)
        return Error{ErrorCode::Cancelled, "the training was stopped", ""};
    return sink.take();
}

} // namespace infoplane
