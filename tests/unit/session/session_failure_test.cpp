// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/session/session_fixture.h"

#include <gtest/gtest.h>

#include <thread>

namespace infoplane {
namespace {

using namespace std::chrono_literals;
using testing::Fixture;

// Runs to the end and returns the failure's text, "" when there was none.
std::string failureOf(Fixture& fixture) {
    const Status started = fixture.session->start(Fixture::request());
    if (!started) return "not started: " + started.error().text();
    EXPECT_TRUE(fixture.session->waitUntilIdle(60s));
    const std::optional<Error> failure = fixture.session->lastFailure();
    return failure ? failure->text() : "";
}

TEST(SessionFailure, AnInvalidExperimentOrOutputIsRefusedAtOnce) {
    Fixture fixture;
    fixture.checked = Error{ErrorCode::InvalidArgument, "beta is negative", ""};
    EXPECT_EQ(failureOf(fixture), "not started: beta is negative");
    fixture.checked = {};
    fixture.output_checked = Error{ErrorCode::Exists, "the file exists", ""};
    EXPECT_EQ(failureOf(fixture), "not started: the file exists");
    EXPECT_EQ(fixture.session->state(), SessionState::Idle);
}

TEST(SessionFailure, DataThatCannotBeReadFailTheRunBeforeTraining) {
    Fixture fixture;
    fixture.loaded = Error{ErrorCode::NotFound, "the images are not there", "mnist"};
    EXPECT_EQ(failureOf(fixture), "mnist: the images are not there");
    EXPECT_EQ(fixture.trainer.made, 0u);
    EXPECT_EQ(fixture.session->store(), nullptr);
}

TEST(SessionFailure, AFileThatCannotBeMadeFailsTheRunBeforeTraining) {
    Fixture fixture;
    fixture.recorded = Error{ErrorCode::Storage, "no space", "run.infoplane.h5"};
    EXPECT_EQ(failureOf(fixture), "run.infoplane.h5: no space");
    EXPECT_EQ(fixture.trainer.made, 0u);
    EXPECT_EQ(fixture.session->store(), nullptr);
}

TEST(SessionFailure, InTrainingIsRecordedAndCompletesTheFile) {
    Fixture fixture;
    fixture.trainer.fail = true;
    EXPECT_EQ(failureOf(fixture), "layer1: the loss is not a number");
    EXPECT_EQ(fixture.status().state, RunState::Failed);
    EXPECT_EQ(fixture.status().failure, "layer1: the loss is not a number");
    ASSERT_EQ(fixture.log.finished.size(), 1u);
    EXPECT_EQ(fixture.log.finished[0].failure, "layer1: the loss is not a number");
}

TEST(SessionFailure, ExceptionsBecomeSentences) {
    Fixture library, memory, odd;
    library.trainer.throw_out = true;
    EXPECT_EQ(failureOf(library), "something unforeseen happened: a library threw");
    memory.trainer.throw_memory = true;
    EXPECT_NE(failureOf(memory).find("not enough memory"), std::string::npos);
    EXPECT_EQ(memory.session->lastFailure()->code, ErrorCode::OutOfMemory);
    odd.trainer.throw_odd = true;
    EXPECT_NE(failureOf(odd).find("unforeseen"), std::string::npos);
    EXPECT_EQ(odd.status().state, RunState::Failed);
    EXPECT_EQ(odd.log.finished.size(), 1u);
}

TEST(SessionFailure, OfTheRecorderStopsTheRunAndSaysSo) {
    Fixture fixture;
    fixture.log.fail_commits = true;
    EXPECT_EQ(failureOf(fixture), "run: the disk is full"); // the trainer alone would go on for days
    EXPECT_EQ(fixture.status().state, RunState::Failed);
    EXPECT_EQ(fixture.status().failure, "run: the disk is full");
    EXPECT_EQ(fixture.log.commits, 1);
    EXPECT_EQ(fixture.log.finished.size(), 0u);
    EXPECT_TRUE(fixture.log.destroyed);
}

TEST(SessionFailure, OfTheRecorderEndsAPauseToo) {
    Fixture fixture;
    ASSERT_TRUE(fixture.session->start(Fixture::request()).ok());
    fixture.waitForSteps();
    fixture.session->pause();
    fixture.log.fail_commits = true;
    ASSERT_TRUE(fixture.session->waitUntilIdle(60s));
    EXPECT_EQ(fixture.session->lastFailure()->text(), "run: the disk is full");
}

TEST(SessionFailure, AnExceptionOfTheRecorderIsAFailureToo) {
    Fixture fixture;
    fixture.log.throw_in_commit = true;
    EXPECT_EQ(failureOf(fixture), "something unforeseen happened: commit threw");
    EXPECT_TRUE(fixture.log.destroyed);
}

TEST(SessionFailure, InCompletingTheFileFailsTheRun) {
    Fixture fixture;
    fixture.trainer.steps = 3;
    fixture.log.fail_finish = true;
    EXPECT_EQ(failureOf(fixture), "run: closing failed");
    EXPECT_EQ(fixture.status().state, RunState::Failed);
}

TEST(SessionFailure, IsForgottenAtTheNextStart) {
    Fixture fixture;
    fixture.trainer.fail = true;
    EXPECT_NE(failureOf(fixture), "");
    fixture.trainer.fail = false;
    fixture.trainer.steps = 3;
    EXPECT_EQ(failureOf(fixture), "");
    EXPECT_EQ(fixture.status().state, RunState::Finished);
}

TEST(SessionFailure, AWarningAboutTheFileIsAnEvent) {
    Fixture fixture;
    fixture.trainer.steps = 1;
    fixture.log.warning = "the folder is on a network";
    EXPECT_EQ(failureOf(fixture), "");
    const Table& events = fixture.session->store()->table(0, kEventsTable);
    ASSERT_EQ(events.rows(), 1u);
    EXPECT_EQ(events.text(events.layout().index("text"), 0), "the folder is on a network");
    EXPECT_EQ(events.values<std::uint32_t>(events.layout().index("severity"), 0)[0], 1u);
}

} // namespace
} // namespace infoplane
