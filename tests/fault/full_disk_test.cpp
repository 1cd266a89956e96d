// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/run_file.h"
#include "tests/support/process.h"

#include <gtest/gtest.h>

#include <sstream>
#include <sys/mount.h>

// A disk that becomes full stops the run with a sentence and leaves what was committed.
namespace infoplane {
namespace {

namespace fs = std::filesystem;
using testing::Process;
using testing::runProcess;
using testing::TemporaryFolder;

std::uint64_t lastNumber(const std::string& lines) {
    std::uint64_t last = 0;
    std::istringstream stream(lines);
    for (std::string line; std::getline(stream, line);)
        last = std::stoull(line);
    return last;
}

void expectCommittedRowsBack(const std::string& path, std::uint64_t told) {
    const Process::End recovered = runProcess({RUN_FILE_TOOL, "recover", path});
    ASSERT_EQ(recovered.exit_code, 0) << recovered.error;
    const Process::End checked = runProcess({RUN_FILE_TOOL, "check", path});
    ASSERT_EQ(checked.exit_code, 0) << checked.error;
    EXPECT_GE(std::stoull(checked.output), told);
}

TEST(FullDisk, StopsTheWriterWithASentenceAndKeepsWhatWasCommitted) {
    for (const char* limit : {"600000", "650001", "800000", "1000000"}) {
        const TemporaryFolder folder;
        const std::string path = (folder / "run.infoplane.h5").string();
        const Process::End end = runProcess({RUN_FILE_TOOL, "write", path, "1000", "0", limit});
        EXPECT_EQ(end.exit_code, 1) << end.signal;
        EXPECT_EQ(end.error, path + ": the run file cannot be written: File too large\n");
        const std::uint64_t told = lastNumber(end.output);
        EXPECT_GT(told, 0u);
        expectCommittedRowsBack(path, told);
    }
}

TEST(FullDisk, AtTheBeginningLeavesNothing) {
    for (const char* limit : {"1000", "30000", "60000"}) {
        const TemporaryFolder folder;
        const std::string path = (folder / "run.infoplane.h5").string();
        const Process::End end = runProcess({RUN_FILE_TOOL, "write", path, "1000", "0", limit});
        EXPECT_EQ(end.exit_code, 1) << end.signal;
        EXPECT_EQ(end.error, path + ": the run file cannot be written: File too large\n");
        EXPECT_EQ(end.output, "");
        EXPECT_TRUE(fs::is_empty(folder.path()));
    }
}

// A file system of its own, where one may be mounted.
class SmallDisk {
public:
    explicit SmallDisk(const fs::path& folder) : folder_(folder) {
        mounted_ = mount("none", folder.c_str(), "tmpfs", 0, "size=1m") == 0;
    }
    ~SmallDisk() {
        if (mounted_) umount(folder_.c_str());
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    [[nodiscard]] bool mounted() const { return mounted_; }

private:
    fs::path folder_;
    bool mounted_ = false;
};

TEST(FullDisk, OfARealFileSystemIsNamedAsSuch) {
    const TemporaryFolder folder;
    const SmallDisk disk(folder.path());
    if (!disk.mounted()) GTEST_SKIP() << "no file system may be mounted here; the limit above stands for it";
    const std::string path = (folder / "run.infoplane.h5").string();
    const Process::End end = runProcess({RUN_FILE_TOOL, "write", path, "1000", "0"});
    EXPECT_EQ(end.exit_code, 1) << end.signal;
    EXPECT_EQ(end.error, path +
                             ": the run file cannot be written: No space left on device; make room or choose "
                             "another disk\n");
    // There is no room for a second file: recovery says so and leaves the first.
    const Process::End refused = runProcess({RUN_FILE_TOOL, "recover", path});
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_NE(refused.error.find("No space left"), std::string::npos) << refused.error;
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
    const TemporaryFolder elsewhere;
    fs::copy_file(path, elsewhere / "run.infoplane.h5");
    expectCommittedRowsBack((elsewhere / "run.infoplane.h5").string(), lastNumber(end.output));
}

// Finishing needs room for a second, packed file only as long as there is some.
TEST(FullDisk, WhileTheFileIsPackedIsNoFailure) {
    const TemporaryFolder folder;
    const SmallDisk disk(folder.path());
    if (!disk.mounted()) GTEST_SKIP() << "no file system may be mounted here";
    const std::string path = (folder / "run.infoplane.h5").string();
    const Process::End end = runProcess({RUN_FILE_TOOL, "write", path, "25", "0"});
    ASSERT_EQ(end.exit_code, 0) << end.error;
    EXPECT_GT(fs::file_size(path), 600'000u); // larger than half the disk: it was not packed
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
    EXPECT_EQ(runProcess({RUN_FILE_TOOL, "check", path}).output, "250 500\n");
    EXPECT_FALSE(needsRecovery(path).value());
}

} // namespace
} // namespace infoplane
