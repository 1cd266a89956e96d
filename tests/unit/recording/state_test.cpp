// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/recorder.h"
#include "core/recording/run_file.h"
#include "tests/support/process.h"
#include "tests/support/synthetic_run.h"

#include <gtest/gtest.h>

// The state of a training in a run file: the last one, and of a run that has more to do.
namespace infoplane {
namespace {

using testing::rowsOfState;
using testing::syntheticState;
using testing::TemporaryFolder;

const RunStatus kStopped{RunState::Stopped, "", "2026-01-31T15:00:00+01:00", 1769864709.5};

struct StatefulRun {
    StatefulRun() : recorder(Recorder::create(path(), store, false).value()) {}

    std::filesystem::path path() const { return folder / "run.h5"; }
    void commit() {
        testing::appendRows(store, 10);
        store.setTrainingState(syntheticState(store.rows(0).rows()));
        ASSERT_TRUE(recorder->commit().ok());
    }
    std::string refusal() const {
        const auto run = readResumable(path());
        return run ? "" : run.error().message;
    }

    TemporaryFolder folder;
    RunStore store{testing::syntheticDescription()};
    std::unique_ptr<Recorder> recorder;
};

TEST(RecordedState, IsTheLast) {
    StatefulRun run;
    for (int i = 0; i < 5; ++i)
        run.commit();
    ASSERT_TRUE(run.recorder->finish(kStopped).ok());
    const auto read = readResumable(run.path());
    ASSERT_TRUE(read.ok()) << read.error().text();
    EXPECT_EQ(rowsOfState(**read), 50u);
    EXPECT_EQ((*read)->rows(0).rows(), 50u);
}

TEST(RecordedState, IsLeftByAWriterThatGoes) {
    StatefulRun run;
    run.commit();
    run.commit();
    testing::appendRows(run.store, 10);
    ASSERT_TRUE(run.recorder->commit().ok());
    EXPECT_NE(run.refusal().find("still being written"), std::string::npos) << run.refusal();
    run.recorder.reset();
    const auto read = readResumable(run.path());
    ASSERT_TRUE(read.ok()) << read.error().text();
    EXPECT_EQ(rowsOfState(**read), 20u);
    ASSERT_TRUE(recoverRun(run.path()).ok());
    EXPECT_EQ(rowsOfState(**readResumable(run.path())), 20u);
}

TEST(RecordedState, OfAFinishedRunIsNone) {
    StatefulRun run;
    run.commit();
    run.store.setTrainingState(nullptr);
    RunStatus finished = kStopped;
    finished.state = RunState::Finished;
    ASSERT_TRUE(run.recorder->finish(finished).ok());
    EXPECT_EQ(run.refusal(), "the run is finished: nothing is left to do");
    const auto reader = RunFileReader::open(run.path());
    ASSERT_TRUE(reader.ok() && (*reader)->refresh().ok() && (*reader)->takeState().ok());
    EXPECT_EQ(rowsOfState(*(*reader)->store()), 0u);
}

TEST(RecordedState, ThatIsMissingIsSaid) {
    StatefulRun run;
    testing::appendRows(run.store, 10);
    ASSERT_TRUE(run.recorder->finish(kStopped).ok());
    EXPECT_NE(run.refusal().find("no state of the training to go on from"), std::string::npos)
        << run.refusal();
}

TEST(RecordedState, KnowsWhereTheRunWasBegun) {
    const TemporaryFolder folder;
    RunDescription description = testing::syntheticDescription();
    description.resumed_from = {"begun.h5", "ffeeddccbbaa99887766554433221100", "layerwise_ib", 2, 77};
    RunStore store(description);
    ASSERT_TRUE((*Recorder::create(folder / "run.h5", store, false))->finish(kStopped).ok());
    const auto reader = RunFileReader::open(folder / "run.h5");
    ASSERT_TRUE(reader.ok());
    EXPECT_EQ((*reader)->store()->description(), description);
}

} // namespace
} // namespace infoplane
