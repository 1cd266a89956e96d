// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/import_session.h"

#include "core/import/import_config.h"
#include "core/session/identifying_sink.h"
#include "core/session/training_session.h"

#include <utility>

namespace infoplane {
namespace {

// A pause is for a training that a person may want to stop; an import has nothing left to change.
class UnpausedSink final : public TrainingSink {
public:
    explicit UnpausedSink(TrainingSink& sink) : sink_(sink) {}

    Result<RunStore*> begin(RunDescription description) override {
        return sink_.begin(std::move(description));
    }
    bool proceed() override { return sink_.proceed(); }

private:
    TrainingSink& sink_;
};

} // namespace

std::unique_ptr<Session> makeImportSession(std::unique_ptr<OpenArrays> file, ImportOptions options,
                                           ImportListener listener) {
    SessionParts parts;
    parts.check = [](const Experiment&) { return Status(); };
    parts.check_output = checkRunOutput;
    parts.load = [](const DataConfig&) { return Result<Dataset>(Dataset{}); };
    parts.train = [shared = std::shared_ptr<OpenArrays>(std::move(file)), options = std::move(options),
                   listener = std::move(listener)](const Experiment&, const Dataset&, TrainingSink& sink,
                                                   const std::shared_ptr<const RunStore>&) {
        IdentifyingSink identifying(sink, importConfig(options));
        UnpausedSink unpaused(identifying);
        return importActivations(*shared, options, unpaused, listener);
    };
    parts.record = Recorder::create;
    return std::make_unique<TrainingSession>(std::move(parts), nullptr);
}

} // namespace infoplane
