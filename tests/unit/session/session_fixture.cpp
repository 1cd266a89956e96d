// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/session/session_fixture.h"

#include "core/support/assert.h"

#include <new>
#include <stdexcept>
#include <thread>

namespace infoplane::testing {
namespace {

using namespace std::chrono_literals;

class FakeRecorder final : public Recorder {
public:
    FakeRecorder(RecorderLog& log, const RunStore& store) : log_(log), store_(store) {}
    ~FakeRecorder() override { log_.destroyed = true; }

    Status commit() override {
        ++log_.commits;
        if (log_.throw_in_commit) throw std::runtime_error("commit threw");
        if (log_.fail_commits) return Error{ErrorCode::Storage, "the disk is full", "run"};
        return {};
    }
    Status finish(const RunStatus& status) override {
        INFOPLANE_ASSERT(store_.status().state == RunState::Running);
        const std::lock_guard lock(log_.mutex);
        log_.finished.push_back(status);
        if (log_.fail_finish) return Error{ErrorCode::Storage, "closing failed", "run"};
        return {};
    }
    std::optional<std::string> warning() const override { return log_.warning; }

private:
    RecorderLog& log_;
    const RunStore& store_;
};

} // namespace

std::unique_ptr<Recorder> makeFakeRecorder(RecorderLog& log, const RunStore& store) {
    return std::make_unique<FakeRecorder>(log, store);
}

Result<TrainingOutcome> FakeTrainer::operator()(TrainingSink& sink) {
    const Result<RunStore*> store = sink.begin(syntheticDescription());
    if (!store) return store.error();
    for (std::uint64_t i = 0; i < steps; ++i) {
        if (!sink.proceed()) return TrainingOutcome::Stopped;
        if (fail) return Error{ErrorCode::Numeric, "the loss is not a number", "layer1"};
        if (throw_out) throw std::runtime_error("a library threw\nat some line");
        if (throw_memory) throw std::bad_alloc();
        if (throw_odd) throw 42;
        appendRows(**store, 0, kRowsTable, 1);
        if (++made == pause_after) sink.pause();
        std::this_thread::sleep_for(step);
    }
    return TrainingOutcome::Finished;
}

Fixture::Fixture(SessionListener* listener) {
    SessionParts parts;
    parts.check = [this](const Experiment&) { return checked; };
    parts.check_output = [this](const std::filesystem::path&, bool) { return output_checked; };
    parts.load = [this](const DataConfig&) -> Result<Dataset> {
        std::this_thread::sleep_for(load_time);
        if (!loaded) return loaded.error();
        return Dataset{};
    };
    parts.resume = [this](const std::filesystem::path&) -> Result<ResumableRun> {
        if (!resumable) return resumable.error();
        Experiment experiment;
        experiment.title = "resumed";
        return ResumableRun{experiment, std::make_shared<RunStore>(syntheticDescription())};
    };
    parts.train = [this](const Experiment& experiment, const Dataset&, TrainingSink& sink,
                         const std::shared_ptr<const RunStore>& from) {
        trained = experiment;
        trained_on = from;
        return trainer(sink);
    };
    parts.record = [this](const std::filesystem::path& path, const RunStore& store,
                          bool overwrite) -> Result<std::unique_ptr<Recorder>> {
        if (record) return record(path, store, overwrite);
        if (!recorded) return recorded.error();
        return makeFakeRecorder(log, store);
    };
    session = std::make_unique<TrainingSession>(std::move(parts), listener);
}

RunRequest Fixture::request() {
    RunRequest request;
    request.output = "run.infoplane.h5";
    return request;
}

void Fixture::waitForSteps(std::uint64_t beyond) {
    while (trainer.made <= beyond)
        std::this_thread::sleep_for(1ms);
}

} // namespace infoplane::testing
