// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/recording_thread.h"
#include "tests/unit/session/session_fixture.h"

#include <gtest/gtest.h>

#include <thread>

namespace infoplane {
namespace {

using namespace std::chrono_literals;
using testing::appendRows;
using testing::makeFakeRecorder;
using testing::RecorderLog;
using testing::syntheticDescription;

TEST(RecordingThread, CommitsNewsAtMostFourTimesASecond) {
    RecorderLog log;
    RunStore store(syntheticDescription());
    RecordingThread recording(makeFakeRecorder(log, store), store, [] {});
    const auto began = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - began < 1100ms) {
        appendRows(store, 0, kRowsTable, 1);
        std::this_thread::sleep_for(5ms);
    }
    EXPECT_GE(log.commits, 2);
    EXPECT_LE(log.commits, 4);
    EXPECT_TRUE(recording.finish({}).ok());
}

TEST(RecordingThread, BeatsOnceASecondWithoutNews) {
    RecorderLog log;
    RunStore store(syntheticDescription());
    RecordingThread recording(makeFakeRecorder(log, store), store, [] {});
    std::this_thread::sleep_for(2400ms);
    EXPECT_GE(log.commits, 1);
    EXPECT_LE(log.commits, 2);
    EXPECT_TRUE(recording.finish({}).ok());
}

TEST(RecordingThread, WithoutFinishLeavesTheFileUnfinished) {
    RecorderLog log;
    RunStore store(syntheticDescription());
    {
        RecordingThread recording(makeFakeRecorder(log, store), store, [] {});
    }
    EXPECT_TRUE(log.destroyed);
    EXPECT_TRUE(log.finished.empty());
}

TEST(RecordingThread, ReturnsTheFailureOfAnEarlierCommitAndWritesNothingAfterIt) {
    RecorderLog log;
    log.fail_commits = true;
    RunStore store(syntheticDescription());
    std::atomic<int> failures{0};
    RecordingThread recording(makeFakeRecorder(log, store), store, [&] { ++failures; });
    appendRows(store, 0, kRowsTable, 1);
    while (failures == 0)
        std::this_thread::sleep_for(1ms);
    appendRows(store, 0, kRowsTable, 1);
    std::this_thread::sleep_for(300ms);
    const Status status = recording.finish({});
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().text(), "run: the disk is full");
    EXPECT_EQ(log.commits, 1);
    EXPECT_EQ(failures, 1);
    EXPECT_TRUE(log.finished.empty());
}

} // namespace
} // namespace infoplane
