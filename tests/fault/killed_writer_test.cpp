// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/run_file.h"
#include "tests/support/process.h"

#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <random>
#include <sstream>
#include <thread>

// A writer that is killed at any moment loses at most what it had not committed.
namespace infoplane {
namespace {

namespace fs = std::filesystem;
using testing::Process;
using testing::runProcess;
using testing::TemporaryFolder;

std::uint64_t lastNumber(const std::string& lines, std::uint64_t otherwise) {
    std::uint64_t last = otherwise;
    std::istringstream stream(lines);
    for (std::string line; std::getline(stream, line);)
        if (line != "done") last = std::stoull(line);
    return last;
}

struct Killed {
    std::uint64_t told = 0; // rows that the writer said were committed
    bool done = false;      // it had come to its end before
};

Killed killAfter(const std::string& path, int microseconds, const char* command = "write") {
    Process writer({RUN_FILE_TOOL, command, path, "100", "1"});
    Killed result;
    result.told = std::stoull(writer.readLine());
    std::this_thread::sleep_for(std::chrono::microseconds(microseconds));
    writer.kill(SIGKILL);
    const Process::End end = writer.wait();
    result.told = lastNumber(end.output, result.told);
    result.done = end.exit_code == 0;
    return result;
}

struct Rows {
    std::uint64_t first = 0, all = 0; // of the first method and of both
    bool operator==(const Rows&) const = default;
};

// The rows that are there, once it is sure that they are those that were written.
Rows checkedRows(const std::string& path) {
    const Process::End end = runProcess({RUN_FILE_TOOL, "check", path});
    EXPECT_EQ(end.exit_code, 0) << end.error;
    Rows rows;
    std::istringstream(end.output) >> rows.first >> rows.all;
    return rows;
}

struct Contents {
    RunStatus status;
    bool completed = false;
};

Contents contentsOf(const std::string& path) {
    const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(path);
    EXPECT_TRUE(reader.ok() && (*reader)->refresh().ok());
    if (!reader) return {};
    const RunStatus status = (*reader)->store()->status();
    return {status, (*reader)->closed() && status.state != RunState::Running};
}

void killRecoverAndCheck(int microseconds) {
    const TemporaryFolder folder;
    const std::string path = (folder / "run.infoplane.h5").string();
    const Killed killed = killAfter(path, microseconds);
    const Rows before = checkedRows(path);
    EXPECT_GE(before.first, killed.told);
    const Contents left = contentsOf(path);
    EXPECT_TRUE(left.completed || !killed.done);
    EXPECT_EQ(needsRecovery(path).value(), !left.completed);

    const Process::End recovered = runProcess({RUN_FILE_TOOL, "recover", path});
    ASSERT_EQ(recovered.exit_code, 0) << recovered.error;
    EXPECT_EQ(std::stoull(recovered.output), before.all);
    EXPECT_EQ(checkedRows(path), before);
    EXPECT_FALSE(needsRecovery(path).value());
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1); // nothing half-written beside it
    const Contents whole = contentsOf(path);
    EXPECT_TRUE(whole.completed);
    const bool had_ended = left.status.state == RunState::Finished; // killed while it closed the file
    EXPECT_EQ(whole.status.state, had_ended ? RunState::Finished : RunState::Stopped);
    EXPECT_EQ(whole.status.end_time.size(), 25u);
}

TEST(KilledWriter, LosesNothingThatWasCommitted) {
    std::mt19937 random(20260131);
    for (int trial = 0; trial < 20; ++trial) {
        const int microseconds = static_cast<int>(random() % 250'000);
        SCOPED_TRACE(microseconds);
        killRecoverAndCheck(microseconds);
    }
}

// The rows of the state that the run can go on from; every state that was told of is one, or a later one.
std::uint64_t stateOf(const std::string& path) {
    const Process::End end = runProcess({RUN_FILE_TOOL, "resume", path});
    EXPECT_EQ(end.exit_code, 0) << end.error;
    return end.exit_code == 0 ? std::stoull(end.output) : 0;
}

TEST(KilledWriter, LeavesAStateToGoOnFrom) {
    std::mt19937 random(20260201);
    int resumable = 0;
    for (int trial = 0; trial < 12; ++trial) {
        const int microseconds = 1'000 + static_cast<int>(random() % 200'000);
        SCOPED_TRACE(microseconds);
        const TemporaryFolder folder;
        const std::string path = (folder / "run.infoplane.h5").string();
        const Killed killed = killAfter(path, microseconds, "train");
        if (killed.told == 0 || contentsOf(path).status.state == RunState::Finished) continue;
        ++resumable;
        const std::uint64_t state = stateOf(path);
        EXPECT_GE(state, killed.told);
        EXPECT_LE(state, checkedRows(path).first);
        ASSERT_EQ(runProcess({RUN_FILE_TOOL, "recover", path}).exit_code, 0);
        EXPECT_EQ(stateOf(path), state);
    }
    EXPECT_GT(resumable, 2);
}

TEST(KilledWriter, ThatStillLivesIsNotGoneOnFrom) {
    const TemporaryFolder folder;
    const std::string path = (folder / "run.infoplane.h5").string();
    Process writer({RUN_FILE_TOOL, "train", path, "1000000", "1"});
    while (std::stoull(writer.readLine()) == 0) {
    }
    const Process::End end = runProcess({RUN_FILE_TOOL, "resume", path});
    writer.kill(SIGKILL);
    (void)writer.wait();
    EXPECT_EQ(end.exit_code, 1);
    EXPECT_NE(end.error.find("still being written"), std::string::npos) << end.error;
}

TEST(KilledWriter, AtItsFirstBreathLeavesAFileWithoutRows) {
    killRecoverAndCheck(0);
}

// The file is complete by then; only what was being packed into lies beside it.
TEST(KilledWriter, WhilePackingLeavesNothingBesideTheFile) {
    const TemporaryFolder folder;
    const std::string path = (folder / "run.infoplane.h5").string();
    ASSERT_EQ(runProcess({RUN_FILE_TOOL, "write", path, "3", "0"}).exit_code, 0);
    const auto written = fs::last_write_time(path);
    const fs::path leftover = folder / ".run.infoplane.h5-123.part";
    std::ofstream(leftover) << "half";
    EXPECT_FALSE(needsRecovery(path).value());
    const Process::End recovered = runProcess({RUN_FILE_TOOL, "recover", path});
    EXPECT_EQ(recovered.exit_code, 0) << recovered.error;
    EXPECT_FALSE(fs::exists(leftover));
    EXPECT_EQ(fs::last_write_time(path), written);
}

TEST(KilledWriter, RecoveringTwiceChangesNothing) {
    const TemporaryFolder folder;
    const std::string path = (folder / "run.infoplane.h5").string();
    (void)killAfter(path, 30'000);
    ASSERT_EQ(runProcess({RUN_FILE_TOOL, "recover", path}).exit_code, 0);
    const auto written = fs::last_write_time(path);
    const Rows rows = checkedRows(path);
    const Process::End again = runProcess({RUN_FILE_TOOL, "recover", path});
    EXPECT_EQ(again.exit_code, 0) << again.error;
    EXPECT_EQ(std::stoull(again.output), rows.all);
    EXPECT_EQ(fs::last_write_time(path), written);
}

} // namespace
} // namespace infoplane
