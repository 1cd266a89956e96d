// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/session/session_fixture.h"

#include <gtest/gtest.h>

#include <thread>

namespace infoplane {
namespace {

using namespace std::chrono_literals;
using testing::CountingListener;
using testing::Fixture;
using Clock = std::chrono::steady_clock;

TEST(Session, BeginsIdleAndEmpty) {
    Fixture fixture;
    EXPECT_EQ(fixture.session->state(), SessionState::Idle);
    EXPECT_EQ(fixture.session->store(), nullptr);
    EXPECT_FALSE(fixture.session->lastFailure());
    EXPECT_TRUE(fixture.session->waitUntilIdle(0ms));
    fixture.session->pause();
    fixture.session->resume();
    fixture.session->stop();
    EXPECT_EQ(fixture.session->state(), SessionState::Idle);
}

TEST(Session, TrainsToTheEnd) {
    CountingListener listener;
    Fixture fixture(&listener);
    fixture.trainer.steps = 400;
    ASSERT_TRUE(fixture.session->start(Fixture::request()).ok());
    ASSERT_TRUE(fixture.session->waitUntilIdle(60s));
    EXPECT_FALSE(fixture.session->lastFailure());
    EXPECT_EQ(fixture.session->store()->rows(0).rows(), 400u);
    EXPECT_EQ(fixture.status().state, RunState::Finished);
    EXPECT_EQ(fixture.status().end_time.size(), 25u);
    EXPECT_TRUE(fixture.log.destroyed);
    ASSERT_EQ(fixture.log.finished.size(), 1u);
    EXPECT_EQ(fixture.log.finished[0].state, RunState::Finished);
    EXPECT_EQ(fixture.log.finished[0].end_time, fixture.status().end_time);
    EXPECT_GE(listener.calls, 4); // preparing, training, completing, idle
}

TEST(Session, StopsWithinTheTimeOfAStepAndCompletesTheFile) {
    Fixture fixture;
    ASSERT_TRUE(fixture.session->start(Fixture::request()).ok());
    fixture.waitForSteps(20);
    EXPECT_EQ(fixture.session->state(), SessionState::Training);
    const auto asked = Clock::now();
    fixture.session->stop();
    ASSERT_TRUE(fixture.session->waitUntilIdle(60s));
    EXPECT_LT(Clock::now() - asked, 200ms);
    EXPECT_EQ(fixture.status().state, RunState::Stopped);
    EXPECT_FALSE(fixture.session->lastFailure());
    EXPECT_EQ(fixture.log.finished.size(), 1u);
}

TEST(Session, PausesAndGoesOn) {
    Fixture fixture;
    ASSERT_TRUE(fixture.session->start(Fixture::request()).ok());
    fixture.waitForSteps();
    fixture.session->pause();
    while (fixture.session->state() != SessionState::Paused)
        std::this_thread::sleep_for(1ms);
    const std::uint64_t made = fixture.trainer.made;
    std::this_thread::sleep_for(50ms);
    EXPECT_EQ(fixture.trainer.made, made);
    fixture.session->resume();
    EXPECT_EQ(fixture.session->state(), SessionState::Training);
    fixture.waitForSteps(made);
    fixture.session->stop();
    ASSERT_TRUE(fixture.session->waitUntilIdle(60s));

    const Table& events = fixture.session->store()->table(0, kEventsTable);
    ASSERT_EQ(events.rows(), 1u);
    EXPECT_EQ(events.text(events.layout().index("kind"), 0), "paused");
    EXPECT_EQ(events.text(events.layout().index("text"), 0).substr(0, 13), "paused for 0.");
    EXPECT_EQ(events.values<std::uint64_t>(events.layout().index("row"), 0)[0], made);
}

TEST(Session, PausesWhereTheTrainerAsksForIt) {
    Fixture fixture;
    fixture.trainer.pause_after = 3;
    ASSERT_TRUE(fixture.session->start(Fixture::request()).ok());
    while (fixture.session->state() != SessionState::Paused)
        std::this_thread::sleep_for(1ms);
    EXPECT_EQ(fixture.trainer.made, 3u);
    fixture.session->resume();
    fixture.waitForSteps(3);
}

TEST(Session, StopsWhilePaused) {
    Fixture fixture;
    ASSERT_TRUE(fixture.session->start(Fixture::request()).ok());
    fixture.waitForSteps();
    fixture.session->pause();
    while (fixture.session->state() != SessionState::Paused)
        std::this_thread::sleep_for(1ms);
    fixture.session->stop();
    ASSERT_TRUE(fixture.session->waitUntilIdle(60s));
    EXPECT_EQ(fixture.status().state, RunState::Stopped);
}

TEST(Session, PausedWhilePreparingWaitsAtTheFirstStep) {
    Fixture fixture;
    fixture.load_time = 20ms;
    ASSERT_TRUE(fixture.session->start(Fixture::request()).ok());
    fixture.session->pause();
    while (fixture.session->state() != SessionState::Paused)
        std::this_thread::sleep_for(1ms);
    EXPECT_EQ(fixture.trainer.made, 0u);
    fixture.session->resume();
    fixture.waitForSteps();
}

TEST(Session, StoppedWhilePreparingMakesNoFile) {
    Fixture fixture;
    fixture.load_time = 50ms;
    ASSERT_TRUE(fixture.session->start(Fixture::request()).ok());
    fixture.session->stop();
    EXPECT_EQ(fixture.session->state(), SessionState::Stopping);
    ASSERT_TRUE(fixture.session->waitUntilIdle(60s));
    EXPECT_EQ(fixture.session->store(), nullptr);
    EXPECT_FALSE(fixture.session->lastFailure());
    EXPECT_EQ(fixture.log.finished.size(), 0u);
}

TEST(Session, TrainsOneExperimentAtATime) {
    Fixture fixture;
    ASSERT_TRUE(fixture.session->start(Fixture::request()).ok());
    const Status second = fixture.session->start(Fixture::request());
    ASSERT_FALSE(second.ok());
    EXPECT_NE(second.error().message.find("under way"), std::string::npos);
    fixture.session->stop();
    ASSERT_TRUE(fixture.session->waitUntilIdle(60s));
    EXPECT_TRUE(fixture.session->start(Fixture::request()).ok());
}

TEST(Session, ASecondRunHasAStoreOfItsOwnAndTheFirstStays) {
    Fixture fixture;
    fixture.trainer.steps = 5;
    ASSERT_TRUE(fixture.session->start(Fixture::request()).ok());
    ASSERT_TRUE(fixture.session->waitUntilIdle(60s));
    const std::shared_ptr<const RunStore> first = fixture.session->store();
    ASSERT_TRUE(fixture.session->start(Fixture::request()).ok());
    ASSERT_TRUE(fixture.session->waitUntilIdle(60s));
    EXPECT_NE(fixture.session->store(), first);
    EXPECT_EQ(first->rows(0).rows(), 5u);
    EXPECT_EQ(first->status().state, RunState::Finished);
}

TEST(Session, MayBeDestroyedWhileItTrainsPausesOrPrepares) {
    for (const int when : {0, 1, 2}) {
        Fixture fixture;
        fixture.load_time = when == 0 ? 20ms : 0ms;
        ASSERT_TRUE(fixture.session->start(Fixture::request()).ok());
        if (when > 0) fixture.waitForSteps();
        if (when == 2) fixture.session->pause();
        fixture.session.reset();
        ASSERT_EQ(fixture.log.finished.size(), when == 0 ? 0u : 1u);
        for (const RunStatus& status : fixture.log.finished)
            EXPECT_EQ(status.state, RunState::Stopped);
    }
}

TEST(Session, WithoutAnOutputIsNotRecorded) {
    Fixture fixture;
    fixture.trainer.steps = 5;
    ASSERT_TRUE(fixture.session->start(RunRequest()).ok());
    ASSERT_TRUE(fixture.session->waitUntilIdle(60s));
    EXPECT_EQ(fixture.status().state, RunState::Finished);
    EXPECT_EQ(fixture.log.finished.size(), 0u);
}

TEST(Session, TellsTheListenerOfRows) {
    CountingListener listener;
    Fixture fixture(&listener);
    ASSERT_TRUE(fixture.session->start(Fixture::request()).ok());
    fixture.waitForSteps();
    const int calls = listener.calls;
    std::this_thread::sleep_for(300ms);
    const int more = listener.calls - calls;
    EXPECT_GE(more, 3);
    EXPECT_LE(more, 11); // not at every step
}

TEST(Session, TakesOrdersFromManyThreads) {
    CountingListener listener;
    Fixture fixture(&listener);
    ASSERT_TRUE(fixture.session->start(Fixture::request()).ok());
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&fixture, t] {
                for (int i = 0; i < 200; ++i) {
                    if ((i + t) % 3 == 0) fixture.session->pause();
                    if ((i + t) % 3 == 1) fixture.session->resume();
                    if (const auto store = fixture.session->store()) (void)store->rows(0).rows();
                    (void)fixture.session->state();
                    (void)fixture.session->lastFailure();
                    std::this_thread::sleep_for(100us);
                }
            });
    }
    fixture.session->stop();
    ASSERT_TRUE(fixture.session->waitUntilIdle(60s));
    EXPECT_EQ(fixture.status().state, RunState::Stopped);
}

} // namespace
} // namespace infoplane
