// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/recorder.h"
#include "core/recording/run_file.h"
#include "tests/support/process.h"
#include "tests/support/synthetic_run.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <dlfcn.h>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

// A kill comes between two writes, or within one at the edge of a page. What the library writes is taken down
// here, and the file looked at as every such moment would have left it.
namespace infoplane {
namespace {

namespace fs = std::filesystem;
using Bytes = std::vector<char>;

constexpr std::size_t kPage = 4096;

// Bytes at an offset; none stands for a file that is made to end there.
struct Write {
    std::size_t offset = 0;
    Bytes bytes;
    std::uint64_t told = 0; // rows of the first method that were committed before it
};

struct WriteLog {
    ino_t file = 0; // only what goes into it is taken down
    std::uint64_t told = 0;
    std::vector<Write> writes;

    void take(int descriptor, off_t offset, const char* data = nullptr, std::size_t bytes = 0) {
        struct stat target {};
        if (fstat(descriptor, &target) != 0) return;
        if (file == 0) file = target.st_ino;
        if (target.st_ino == file)
            writes.push_back({static_cast<std::size_t>(offset), Bytes(data, data + bytes), told});
    }
};

WriteLog* listener = nullptr; // the library's writes find their way here by C functions

// The function that would have been called, had this program not put itself in its place.
template <class Function>
Function* next(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

struct Recorded {
    Bytes begun; // the file when it got its name
    std::vector<Write> writes;
};

Recorded recordRun(int commits) {
    const testing::TemporaryFolder folder;
    const fs::path path = folder / "run.infoplane.h5";
    RunStore store(testing::syntheticDescription());
    WriteLog log;
    listener = &log;
    const auto recorder = Recorder::create(path, store, false);
    EXPECT_TRUE(recorder.ok());
    Recorded recorded;
    std::ifstream file(path, std::ios::binary);
    recorded.begun.assign(std::istreambuf_iterator<char>(file), {});
    log.writes.clear();
    for (int commit = 0; commit < commits; ++commit) {
        testing::appendRows(store, 10);
        store.setTrainingState(testing::syntheticState(store.rows(0).rows()));
        EXPECT_TRUE((*recorder)->commit().ok());
        log.told = store.rows(0).rows();
    }
    EXPECT_TRUE((*recorder)->finish({RunState::Finished, "", "2026-01-31T12:00:00+00:00", 1.0}).ok());
    listener = nullptr;
    recorded.writes = std::move(log.writes);
    return recorded;
}

Bytes after(Bytes file, const Write& write, std::size_t bytes) {
    const std::size_t end = write.offset + bytes;
    file.resize(write.bytes.empty() ? end : std::max(file.size(), end));
    std::copy_n(write.bytes.begin(), bytes, file.begin() + static_cast<std::ptrdiff_t>(write.offset));
    return file;
}

class LeftBehind {
public:
    explicit LeftBehind(int commits) : expected_(testing::syntheticDescription()) {
        testing::appendRows(expected_, static_cast<std::uint64_t>(10 * commits));
    }

    // Empty when the file holds at least the rows that were told of, all as they were.
    std::string wrongWith(const Bytes& bytes, std::uint64_t told) const {
        const fs::path path = folder_ / "left.infoplane.h5";
        std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(path);
        if (!reader) return reader.error().message;
        if (const Status status = (*reader)->refresh(); !status) return status.error().message;
        const RunStore& store = *(*reader)->store();
        if (store.rows(0).rows() < told) return "rows are missing";
        if (const Status status = (*reader)->takeState(); !status) return status.error().message;
        if (testing::rowsOfState(store) < told) return "the state is missing";
        return testing::difference(store, expected_, testing::Compare::Prefix);
    }

private:
    testing::TemporaryFolder folder_;
    RunStore expected_;
};

// The first commit begins every chunk, the second goes on in them, the third begins new ones (16 rows); its
// state takes the place of the first one's.
constexpr int kCommits = 3;

TEST(TornWrites, LeaveEveryCommittedRowReadable) {
    const Recorded recorded = recordRun(kCommits);
    ASSERT_GT(recorded.writes.size(), 100u);
    const LeftBehind left(kCommits);
    Bytes file = recorded.begun;
    EXPECT_EQ(left.wrongWith(file, 0), "");
    std::size_t torn = 0;
    for (std::size_t which = 0; which < recorded.writes.size() && !HasFailure(); ++which) {
        const Write& write = recorded.writes[which];
        const std::string what = "write " + std::to_string(which) + " of " +
                                 std::to_string(write.bytes.size()) + " bytes at " +
                                 std::to_string(write.offset);
        for (std::size_t edge = kPage - write.offset % kPage; edge < write.bytes.size(); edge += kPage) {
            EXPECT_EQ(left.wrongWith(after(file, write, edge), write.told), "")
                << what << ", torn after " << edge;
            ++torn;
        }
        file = after(std::move(file), write, write.bytes.size());
        EXPECT_EQ(left.wrongWith(file, write.told), "") << what;
    }
    EXPECT_GT(torn, 10u);
}

} // namespace
} // namespace infoplane

// In the place of the C library's, for the run-file library too.
extern "C" ssize_t pwrite(int descriptor, const void* data, std::size_t bytes, off_t offset) {
    if (infoplane::listener)
        infoplane::listener->take(descriptor, offset, static_cast<const char*>(data), bytes);
    return infoplane::next<decltype(pwrite)>("pwrite")(descriptor, data, bytes, offset);
}

extern "C" int ftruncate(int descriptor, off_t bytes) noexcept {
    if (infoplane::listener) infoplane::listener->take(descriptor, bytes);
    return infoplane::next<decltype(ftruncate)>("ftruncate")(descriptor, bytes);
}
