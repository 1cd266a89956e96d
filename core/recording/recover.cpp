// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/file_place.h"
#include "core/recording/hdf5/run_file_writer.h"
#include "core/recording/hdf5/storage_error.h"
#include "core/recording/run_file.h"
#include "core/store/clock.h"

namespace infoplane {
namespace fs = std::filesystem;
namespace {

constexpr double kOldHeartbeat = 10.0; // s

struct Contents {
    std::shared_ptr<const RunStore> store;
    bool completed = false; // the run has ended and its writer closed the file
};

Result<Contents> read(const fs::path& path) {
    const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(path);
    if (!reader) return reader.error();
    if (const Status status = (*reader)->refresh(); !status) return status.error();
    (void)(*reader)->takeState(); // the rows are worth having without
    const std::shared_ptr<const RunStore> store = (*reader)->store();
    return Contents{store, (*reader)->closed() && store->status().state != RunState::Running};
}

// Where locks say nothing, a recent heartbeat speaks for a living writer.
bool mayBeBeating(const fs::path& path, const RunStatus& status) {
    return onNetworkFileSystem(path) && unixSeconds() - status.heartbeat < kOldHeartbeat;
}

Error beingWritten(const fs::path& path) {
    return {ErrorCode::Storage, "the run is still being written; wait until it has ended", path.string()};
}

std::string endOf(const RunStatus& status) {
    const auto seconds = static_cast<std::int64_t>(status.heartbeat);
    return isoTime(std::chrono::system_clock::time_point(std::chrono::seconds(seconds)));
}

RunStatus recoveredStatus(RunStatus status) {
    if (status.state != RunState::Running) return status; // killed while it was being closed
    status.state = RunState::Stopped;
    status.end_time = endOf(status);
    return status;
}

std::uint64_t measuredRows(const RunStore& store) {
    std::uint64_t rows = 0;
    for (std::size_t method = 0; method < store.methods(); ++method)
        rows += store.rows(method).rows();
    return rows;
}

Status replace(const fs::path& path, const RunStore& store) {
    const hdf5::Quiet quiet;
    try {
        TemporaryFile recovered(path);
        writeFinishedRun(recovered.path(), store, recoveredStatus(store.status()));
        synchronise(recovered.path());
        return recovered.moveToTarget(true);
    } catch (const hdf5::Failure& failure) {
        return writingFailed(failure, path);
    }
}

} // namespace

Result<std::uint64_t> recoverRun(const fs::path& path) {
    // Held until the end, so that two recoveries do not meet, nor one with a writer that packs what it has
    // completed. Asked for before the file is read: a writer may complete it until then.
    const Result<WriterLock> lock = WriterLock::acquire(path);
    const Result<Contents> contents = read(path);
    if (!contents) return contents.error();
    if (!lock && contents->completed) return measuredRows(*contents->store);
    if (!lock) return lock.error();
    if (!contents->completed) {
        if (mayBeBeating(path, contents->store->status())) return beingWritten(path);
        if (const Status status = replace(path, *contents->store); !status) return status.error();
    }
    TemporaryFile::removeLeftovers(path);
    return measuredRows(*contents->store);
}

Result<bool> needsRecovery(const fs::path& path) {
    const bool written = WriterLock::isHeld(path); // asked first: who completes the file then frees the lock
    const Result<Contents> contents = read(path);
    if (!contents) return contents.error();
    return !written && !contents->completed && !mayBeBeating(path, contents->store->status());
}

} // namespace infoplane
