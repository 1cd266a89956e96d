// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/hdf5/chunk_size.h"
#include "core/recording/recorder.h"
#include "core/recording/run_file.h"
#include "core/store/stream.h"
#include "tests/support/process.h"
#include "tests/support/synthetic_run.h"

#include <gtest/gtest.h>

#include <fstream>
#include <stdexcept>
#include <thread>

namespace infoplane {
namespace {

using testing::appendRows;
using testing::difference;
using testing::Process;
using testing::runProcess;
using testing::syntheticDescription;
using testing::TemporaryFolder;

const RunStatus kFinished{RunState::Finished, "", "2026-01-31T15:00:00+01:00", 1769864709.5};

std::unique_ptr<Recorder> record(const std::filesystem::path& path, const RunStore& store) {
    Result<std::unique_ptr<Recorder>> recorder = Recorder::create(path, store, false);
    if (!recorder) throw std::runtime_error(recorder.error().text());
    return std::move(*recorder);
}

std::shared_ptr<const RunStore> readBack(const std::filesystem::path& path) {
    const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(path);
    if (!reader) throw std::runtime_error(reader.error().text());
    const Status status = (*reader)->refresh();
    if (!status) throw std::runtime_error(status.error().text());
    EXPECT_TRUE((*reader)->closed());
    return (*reader)->store();
}

std::vector<std::byte> streamOf(const RunStore& store) {
    std::vector<std::byte> bytes;
    StreamEncoder(store).encode(bytes);
    return bytes;
}

TEST(Recorder, KeepsARunToTheLastByteInFileAndStream) {
    const TemporaryFolder folder;
    RunStore store(syntheticDescription());
    const auto recorder = record(folder / "a.h5", store);
    for (int i = 0; i < 30; ++i) {
        appendRows(store, 23);
        ASSERT_TRUE(recorder->commit().ok());
    }
    const Status finished = recorder->finish(kFinished);
    ASSERT_TRUE(finished.ok()) << finished.error().text();
    store.setStatus(kFinished);

    const std::shared_ptr<const RunStore> replayed = readBack(folder / "a.h5");
    EXPECT_EQ(difference(*replayed, store), "");
    EXPECT_EQ(replayed->status(), store.status());
    StreamDecoder decoder;
    ASSERT_TRUE(decoder.feed(streamOf(*replayed)).ok());
    EXPECT_EQ(difference(*decoder.store(), store), "");
    EXPECT_EQ(streamOf(*decoder.store()), streamOf(store));
}

TEST(Recorder, KeepsARunWithoutRows) {
    const TemporaryFolder folder;
    RunStore store(syntheticDescription());
    ASSERT_TRUE(record(folder / "a.h5", store)->finish({RunState::Failed, "no data, σ", "", 1.0}).ok());
    const std::shared_ptr<const RunStore> replayed = readBack(folder / "a.h5");
    EXPECT_EQ(replayed->description(), store.description());
    EXPECT_EQ(replayed->status(), (RunStatus{RunState::Failed, "no data, σ", "", 1.0}));
    EXPECT_EQ(replayed->rows(0).rows(), 0u);
}

TEST(Recorder, KeepsAMethodWithoutEstimatorsReadOutsAndHistogram) {
    const TemporaryFolder folder;
    RunDescription run = syntheticDescription();
    run.methods.resize(1);
    run.methods[0].estimators.clear();
    run.methods[0].read_outs.clear();
    run.methods[0].histogram_edges.clear();
    run.title = run.config = run.environment.revision = "";
    RunStore store(run);
    const auto recorder = record(folder / "a.h5", store);
    appendRows(store, 5);
    ASSERT_TRUE(recorder->finish(kFinished).ok());
    store.setStatus(kFinished);
    EXPECT_EQ(difference(*readBack(folder / "a.h5"), store), "");
}

TEST(Recorder, CutsAFailureThatIsLongerThanItsPlace) {
    const TemporaryFolder folder;
    RunStore store(syntheticDescription());
    const std::string sentence(2000, 'x');
    ASSERT_TRUE(record(folder / "a.h5", store)->finish({RunState::Failed, sentence, "", 1.0}).ok());
    EXPECT_EQ(readBack(folder / "a.h5")->status().failure, sentence.substr(0, 1023));
}

TEST(Recorder, EqualRunsGiveEqualFilesOfCompleteLength) {
    const TemporaryFolder folder;
    RunStore store(syntheticDescription());
    appendRows(store, 300);
    ASSERT_TRUE(record(folder / "a.h5", store)->finish(kFinished).ok());
    std::this_thread::sleep_for(std::chrono::milliseconds(1100)); // HDF5 would keep times in whole seconds
    ASSERT_TRUE(record(folder / "b.h5", store)->finish(kFinished).ok());
    const auto bytes = [&](const char* name) {
        std::ifstream file(folder / name, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(file), {});
    };
    EXPECT_TRUE(bytes("a.h5") == bytes("b.h5"));
    EXPECT_GT(bytes("a.h5").size(), 100'000u);
}

TEST(Recorder, FinishingPacksWhatRepeats) {
    const TemporaryFolder folder;
    RunStore store(syntheticDescription());
    const auto recorder = record(folder / "a.h5", store);
    const Row row = testing::syntheticRow(store, 0, kRowsTable, 1);
    for (int i = 0; i < 2000; ++i)
        store.append(0, kRowsTable, row);
    ASSERT_TRUE(recorder->commit().ok());
    const auto live = std::filesystem::file_size(folder / "a.h5");
    ASSERT_TRUE(recorder->finish(kFinished).ok());
    EXPECT_LT(std::filesystem::file_size(folder / "a.h5"), live / 4);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(Recorder, ALiveFileHasLittleBesideItsRows) {
    const TemporaryFolder folder;
    RunStore store(syntheticDescription());
    const auto recorder = record(folder / "a.h5", store);
    for (int i = 0; i < 200; ++i) {
        appendRows(store, 10);
        ASSERT_TRUE(recorder->commit().ok());
    }
    const std::size_t rows = streamOf(store).size();
    EXPECT_LT(std::filesystem::file_size(folder / "a.h5"), rows * 3 / 2);
}

// What another process sees of a live file is what was committed, at every commit.
TEST(Recorder, OtherProcessesReadTheFileWhileItIsWritten) {
    const TemporaryFolder folder;
    RunStore store(syntheticDescription());
    const auto recorder = record(folder / "a.h5", store);
    for (int i = 0; i < 5; ++i) {
        const Process::End end = runProcess({RUN_FILE_TOOL, "check", (folder / "a.h5").string()});
        ASSERT_EQ(end.exit_code, 0) << end.error;
        const std::uint64_t rows = store.rows(0).rows();
        EXPECT_EQ(end.output, std::to_string(rows) + " " + std::to_string(2 * rows) + "\n");
        appendRows(store, 10);
        ASSERT_TRUE(recorder->commit().ok());
    }
}

TEST(Recorder, AReaderFollowsAnotherProcessToTheEnd) {
    const TemporaryFolder folder;
    const std::string path = (folder / "a.h5").string();
    Process writer({RUN_FILE_TOOL, "write", path, "60", "5"});
    ASSERT_EQ(writer.readLine(), "0");
    const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(path);
    ASSERT_TRUE(reader.ok()) << reader.error().text();
    EXPECT_FALSE((*reader)->closed());
    const std::shared_ptr<const RunStore> store = (*reader)->store();
    int looks = 0;
    std::uint64_t seen = 0;
    while (store->status().state == RunState::Running) {
        const Status status = (*reader)->refresh();
        ASSERT_TRUE(status.ok()) << status.error().text();
        ASSERT_GE(store->rows(0).rows(), seen);
        seen = store->rows(0).rows();
        ++looks;
    }
    EXPECT_GT(looks, 3);
    RunStore expected(syntheticDescription());
    for (int i = 0; i < 60; ++i)
        appendRows(expected, 10);
    expected.setStatus(store->status());
    EXPECT_EQ(difference(*store, expected), "");
    EXPECT_EQ(store->status().state, RunState::Finished);
    EXPECT_EQ(writer.wait().exit_code, 0);
}

TEST(LiveChunks, FollowWhatIsPlannedAndTheirSize) {
    EXPECT_EQ(liveChunkRows(8, 100), 128u);
    EXPECT_EQ(liveChunkRows(8, 5), 16u);
    EXPECT_EQ(liveChunkRows(8, 0), 16u);
    EXPECT_EQ(finishedChunkRows(8, 100), 100u);
    EXPECT_EQ(finishedChunkRows(1 << 20, 100), 1u);
    EXPECT_EQ(liveChunkRows(8, ~std::uint64_t{0}), 256u);
    EXPECT_EQ(liveChunkRows(1024, 1000), 64u);
    EXPECT_EQ(liveChunkRows(16 << 10, 1000), 16u);
    EXPECT_EQ(liveChunkRows(64 << 10, 1000), 4u);
    EXPECT_EQ(liveChunkRows(std::uint64_t{1} << 30, 1000), 1u);
}

} // namespace
} // namespace infoplane
