// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/recorder.h"
#include "core/recording/run_file.h"
#include "core/store/stream.h"
#include "tests/support/process.h"
#include "tests/unit/session/session_fixture.h"

#include <gtest/gtest.h>

#include <thread>

// Session and recorder together: however a run ends, its file is complete and holds what the store holds.
namespace infoplane {
namespace {

using namespace std::chrono_literals;
using testing::difference;
using testing::Fixture;
using testing::TemporaryFolder;

struct RecordedRun {
    RecordedRun() {
        fixture.record = Recorder::create;
        request.output = folder / "run.infoplane.h5";
    }
    // Reads the file and compares it with the store.
    std::string differenceOfFileAndStore() const {
        const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(request.output);
        if (!reader) return reader.error().text();
        if (const Status status = (*reader)->refresh(); !status) return status.error().text();
        if (!(*reader)->closed()) return "the file was not closed";
        return difference(*(*reader)->store(), *store);
    }
    TemporaryFolder folder;
    Fixture fixture;
    RunRequest request;
    std::shared_ptr<const RunStore> store;
};

TEST(SessionFile, OfARunToTheEndIsTheStore) {
    RecordedRun run;
    run.fixture.trainer.steps = 2000;
    ASSERT_TRUE(run.fixture.session->start(run.request).ok());
    ASSERT_TRUE(run.fixture.session->waitUntilIdle(60s));
    run.store = run.fixture.session->store();
    EXPECT_EQ(run.store->status().state, RunState::Finished);
    EXPECT_EQ(run.differenceOfFileAndStore(), "");
}

TEST(SessionFile, OfAStoppedRunIsTheStore) {
    RecordedRun run;
    ASSERT_TRUE(run.fixture.session->start(run.request).ok());
    run.fixture.waitForSteps(1000);
    run.fixture.session->pause();
    run.fixture.session->stop();
    ASSERT_TRUE(run.fixture.session->waitUntilIdle(60s));
    run.store = run.fixture.session->store();
    EXPECT_EQ(run.store->status().state, RunState::Stopped);
    EXPECT_EQ(run.differenceOfFileAndStore(), "");
}

TEST(SessionFile, OfAFailedRunIsTheStoreAndSaysWhy) {
    RecordedRun run;
    ASSERT_TRUE(run.fixture.session->start(run.request).ok());
    run.fixture.waitForSteps(100);
    run.fixture.trainer.throw_out = true;
    ASSERT_TRUE(run.fixture.session->waitUntilIdle(60s));
    run.store = run.fixture.session->store();
    EXPECT_EQ(run.store->status().failure, "something unforeseen happened: a library threw");
    EXPECT_EQ(run.differenceOfFileAndStore(), "");
}

TEST(SessionFile, OfASessionThatGoesAwayIsComplete) {
    RecordedRun run;
    ASSERT_TRUE(run.fixture.session->start(run.request).ok());
    run.fixture.waitForSteps(500);
    run.store = run.fixture.session->store();
    run.fixture.session.reset();
    EXPECT_EQ(run.store->status().state, RunState::Stopped);
    EXPECT_EQ(run.differenceOfFileAndStore(), "");
}

// What a window on the same machine and one at the other end of a pipe show of the run while it goes on.
TEST(SessionFile, AStreamOfTheLivingRunEndsAsTheStore) {
    RecordedRun run;
    run.fixture.trainer.steps = 1500;
    ASSERT_TRUE(run.fixture.session->start(run.request).ok());
    run.fixture.waitForSteps();
    run.store = run.fixture.session->store();
    StreamEncoder encoder(*run.store);
    StreamDecoder decoder;
    do {
        std::vector<std::byte> bytes;
        encoder.encode(bytes);
        const Status status = decoder.feed(bytes);
        ASSERT_TRUE(status.ok()) << status.error().text();
        std::this_thread::sleep_for(1ms);
    } while (decoder.store()->status().state == RunState::Running);
    EXPECT_EQ(difference(*decoder.store(), *run.store), "");
    ASSERT_TRUE(run.fixture.session->waitUntilIdle(60s));
    EXPECT_EQ(run.differenceOfFileAndStore(), "");
}

// The experiment and the run are those of the file; only where the data are is the user's to say.
TEST(SessionFile, GoesOnWithARunInANewFile) {
    RecordedRun run;
    run.fixture.trainer.steps = 5;
    run.request.resume = run.folder / "begun.h5";
    run.request.experiment.data.folder = "elsewhere";
    run.fixture.checked = Error{ErrorCode::InvalidArgument, "looked at", ""};
    ASSERT_TRUE(run.fixture.session->start(run.request).ok()); // what is asked for is not what is trained
    ASSERT_TRUE(run.fixture.session->waitUntilIdle(60s));
    EXPECT_EQ(run.fixture.session->lastFailure()->message, "looked at");
    run.fixture.checked = {};
    ASSERT_TRUE(run.fixture.session->start(run.request).ok());
    ASSERT_TRUE(run.fixture.session->waitUntilIdle(60s));
    EXPECT_FALSE(run.fixture.session->lastFailure());
    EXPECT_EQ(run.fixture.trained.title, "resumed");
    EXPECT_EQ(run.fixture.trained.data.folder, "elsewhere");
    ASSERT_TRUE(run.fixture.trained_on);
    run.store = run.fixture.session->store();
    EXPECT_EQ(run.store->description().resumed_from.file, "begun.h5");
}

TEST(SessionFile, OfARunThatCannotGoOnIsNotMade) {
    RecordedRun run;
    run.request.resume = run.folder / "begun.h5";
    run.fixture.resumable = Error{ErrorCode::InvalidArgument, "nothing is left to do", ""};
    ASSERT_TRUE(run.fixture.session->start(run.request).ok());
    ASSERT_TRUE(run.fixture.session->waitUntilIdle(60s));
    EXPECT_EQ(run.fixture.session->lastFailure()->message, "nothing is left to do");
    EXPECT_FALSE(std::filesystem::exists(run.request.output));
}

TEST(SessionFile, ThatExistsFailsTheRunAndStays) {
    RecordedRun run;
    run.fixture.trainer.steps = 3;
    ASSERT_TRUE(run.fixture.session->start(run.request).ok());
    ASSERT_TRUE(run.fixture.session->waitUntilIdle(60s));
    run.store = run.fixture.session->store();
    ASSERT_TRUE(run.fixture.session->start(run.request).ok()); // the fake looks at no file
    ASSERT_TRUE(run.fixture.session->waitUntilIdle(60s));
    ASSERT_TRUE(run.fixture.session->lastFailure());
    EXPECT_EQ(run.fixture.session->lastFailure()->code, ErrorCode::Exists);
    EXPECT_EQ(run.differenceOfFileAndStore(), "");
}

} // namespace
} // namespace infoplane
