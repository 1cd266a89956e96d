// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/file_place.h"
#include "core/recording/recorder.h"
#include "core/recording/run_file.h"
#include "tests/support/process.h"
#include "tests/support/synthetic_run.h"

#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <unistd.h>

namespace infoplane {
namespace {

namespace fs = std::filesystem;
using testing::appendRows;
using testing::Process;
using testing::syntheticDescription;
using testing::TemporaryFolder;

void put(const fs::path& path, const std::string& text) {
    std::ofstream(path) << text;
}

std::string get(const fs::path& path) {
    std::ifstream file(path);
    return std::string(std::istreambuf_iterator<char>(file), {});
}

std::string refusal(const fs::path& path, bool overwrite = false) {
    const Status status = checkRunOutput(path, overwrite);
    const RunStore store(syntheticDescription());
    EXPECT_EQ(Recorder::create(path, store, overwrite).ok(), status.ok()); // both judge alike
    return status.ok() ? "" : status.error().text();
}

std::size_t entries(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), {}));
}

TEST(RunOutput, ThatCannotBeMadeIsRefusedWithASentenceAndLeavesNothing) {
    const TemporaryFolder folder;
    const std::string base = folder.path().string();
    EXPECT_EQ(refusal(folder / "no/a.h5"), base + "/no: the folder is not there; make it or choose another");
    EXPECT_EQ(refusal(folder.path()), base + ": this is a folder; name a file in it");
    EXPECT_EQ(refusal(folder.path(), true), base + ": this is a folder; name a file in it");
    fs::create_symlink("/dev/null", folder / "null");
    EXPECT_EQ(refusal(folder / "null", true),
              base + "/null: this is not an ordinary file; choose another name");
    EXPECT_EQ(entries(folder.path()), 1u);
}

// Root may try to write everywhere: what is refused late is refused with a sentence too.
TEST(RunOutput, WhereNoFileCanBeMadeIsAnErrorOfStorage) {
    const RunStore store(syntheticDescription());
    const Result<std::unique_ptr<Recorder>> recorder = Recorder::create("/proc/a.h5", store, false);
    ASSERT_FALSE(recorder.ok());
    EXPECT_EQ(recorder.error().code, ErrorCode::Storage);
    EXPECT_NE(recorder.error().text().find("/proc"), std::string::npos);
}

TEST(RunOutput, ThatExistsStaysUnlessItIsToBeOverwritten) {
    const TemporaryFolder folder;
    put(folder / "a.h5", "precious");
    EXPECT_NE(refusal(folder / "a.h5").find("is there already"), std::string::npos);
    EXPECT_EQ(get(folder / "a.h5"), "precious");
    fs::create_symlink("nowhere", folder / "dangling");
    EXPECT_NE(refusal(folder / "dangling").find("is there already"), std::string::npos);
    EXPECT_EQ(entries(folder.path()), 2u);
    EXPECT_EQ(refusal(folder / "a.h5", true), "");
    EXPECT_EQ(get(folder / "a.h5").substr(1, 3), "HDF");
    EXPECT_EQ(entries(folder.path()), 2u);
}

TEST(RunOutput, MayHaveALongName) {
    const TemporaryFolder folder;
    EXPECT_EQ(refusal(folder / (std::string(242, 'x') + ".infoplane.h5")), "");
    EXPECT_NE(refusal(folder / std::string(300, 'x')), "");
    EXPECT_EQ(entries(folder.path()), 1u);
}

TEST(RunOutput, OfALivingRunIsNeverReplaced) {
    const TemporaryFolder folder;
    const fs::path path = folder / "a.h5";
    Process writer({RUN_FILE_TOOL, "write", path.string(), "100000", "5"});
    ASSERT_EQ(writer.readLine(), "0");
    EXPECT_TRUE(WriterLock::isHeld(path));
    EXPECT_NE(refusal(path, true).find("another run is being written"), std::string::npos);
    const Result<bool> needed = needsRecovery(path);
    ASSERT_TRUE(needed.ok()) << needed.error().text();
    EXPECT_FALSE(*needed);
    const Result<std::uint64_t> recovered = recoverRun(path);
    ASSERT_FALSE(recovered.ok());
    EXPECT_NE(recovered.error().text().find("being written"), std::string::npos);
    EXPECT_NE(writer.readLine(), "");

    writer.kill(SIGKILL);
    EXPECT_EQ(writer.wait().signal, SIGKILL);
    EXPECT_FALSE(WriterLock::isHeld(path));
    EXPECT_TRUE(*needsRecovery(path));
    EXPECT_EQ(refusal(path, true), "");
}

TEST(RunOutput, ThatWasMovedAwayIsCompletedWhereItIs) {
    const TemporaryFolder folder;
    RunStore store(syntheticDescription());
    Result<std::unique_ptr<Recorder>> recorder = Recorder::create(folder / "a.h5", store, false);
    ASSERT_TRUE(recorder.ok());
    fs::rename(folder / "a.h5", folder / "b.h5");
    appendRows(store, 200);
    EXPECT_TRUE((*recorder)->finish({RunState::Finished, "", "", 1.0}).ok());
    EXPECT_FALSE(fs::exists(folder / "a.h5"));
    EXPECT_EQ(recoverRun(folder / "b.h5").value(), 400u); // finished: only counted
}

TEST(RunOutput, MayBeNamedRelativeToTheFolderOfWork) {
    const TemporaryFolder folder;
    const fs::path before = fs::current_path();
    fs::current_path(folder.path());
    RunStore store(syntheticDescription());
    Result<std::unique_ptr<Recorder>> recorder = Recorder::create("a.h5", store, false);
    fs::current_path(before);
    ASSERT_TRUE(recorder.ok());
    EXPECT_TRUE((*recorder)->finish({RunState::Finished, "", "", 1.0}).ok());
    EXPECT_EQ(entries(folder.path()), 1u);
}

TEST(WriterLock, IsHeldByOneAtATimeAndFreedAtTheEnd) {
    const TemporaryFolder folder;
    put(folder / "a", "");
    {
        const Result<WriterLock> first = WriterLock::acquire(folder / "a");
        ASSERT_TRUE(first.ok());
        EXPECT_FALSE(WriterLock::acquire(folder / "a").ok());
        EXPECT_TRUE(WriterLock::isHeld(folder / "a"));
        EXPECT_TRUE(first->isStillAt(folder / "a"));
        fs::rename(folder / "a", folder / "b");
        EXPECT_FALSE(first->isStillAt(folder / "a"));
        EXPECT_TRUE(first->isStillAt(folder / "b"));
    }
    EXPECT_FALSE(WriterLock::isHeld(folder / "b"));
    EXPECT_FALSE(WriterLock::isHeld(folder / "missing"));
    EXPECT_FALSE(WriterLock::acquire(folder / "missing").ok());
}

TEST(TemporaryFile, IsGoneUnlessItWasMoved) {
    const TemporaryFolder folder;
    {
        const TemporaryFile file(folder / "a");
        put(file.path(), "half");
    }
    EXPECT_EQ(entries(folder.path()), 0u);
    TemporaryFile file(folder / "a");
    put(file.path(), "whole");
    put(folder / "a", "old");
    EXPECT_EQ(file.moveToTarget(false).error().code, ErrorCode::Exists);
    EXPECT_TRUE(file.moveToTarget(true).ok());
    EXPECT_EQ(get(folder / "a"), "whole");
    EXPECT_EQ(entries(folder.path()), 1u);
}

TEST(TemporaryFile, OfAKilledProgramIsRemovedForItsTargetOnly) {
    const TemporaryFolder folder;
    const TemporaryFile left(folder / "a"), held(folder / "a"), other(folder / "ab");
    for (const TemporaryFile* file : {&left, &held, &other})
        put(file->path(), "half");
    put(folder / "a", "whole");
    {
        const Result<WriterLock> lock = WriterLock::acquire(held.path());
        TemporaryFile::removeLeftovers(folder / "a");
    }
    EXPECT_FALSE(fs::exists(left.path()));
    EXPECT_TRUE(fs::exists(held.path()));
    EXPECT_TRUE(fs::exists(other.path()));
    EXPECT_EQ(get(folder / "a"), "whole");
}

TEST(NetworkFileSystem, IsNotTheOneThatTestsRunOn) {
    const TemporaryFolder folder;
    EXPECT_FALSE(onNetworkFileSystem(folder.path()));
    EXPECT_FALSE(onNetworkFileSystem(folder / "missing"));
}

} // namespace
} // namespace infoplane
