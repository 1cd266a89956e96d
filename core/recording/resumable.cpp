// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/file_place.h"
#include "core/recording/run_file.h"
#include "core/store/clock.h"

namespace infoplane {
namespace {

namespace fs = std::filesystem;

constexpr double kYoungHeartbeat = 10.0; // s

Error noResumption(const fs::path& path, const char* sentence) {
    return {ErrorCode::InvalidArgument, sentence, path.string()};
}

} // namespace

Result<std::shared_ptr<const RunStore>> readResumable(const fs::path& path) {
    const bool held = WriterLock::isHeld(path); // asked first: who completes the file then frees the lock
    const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(path);
    if (!reader) return reader.error();
    if (const Status status = (*reader)->refresh(); !status) return status.error();
    if (const Status status = (*reader)->takeState(); !status) return status.error();
    const std::shared_ptr<const RunStore> run = (*reader)->store();
    const RunStatus status = run->status();
    if (status.state == RunState::Finished)
        return noResumption(path, "the run is finished: nothing is left to do");
    // Where locks say nothing, a recent heartbeat of an open file speaks for a living writer.
    const bool beats = onNetworkFileSystem(path) && !(*reader)->closed() &&
                       unixSeconds() - status.heartbeat < kYoungHeartbeat;
    if (held || beats)
        return noResumption(path, "the run is still being written; stop it, or wait until it has ended");
    if (!run->trainingState())
        return noResumption(path, "the file has no state of the training to go on from: it was written by an "
                                  "Infoplane that kept none, or ended before its first row");
    return run;
}

} // namespace infoplane
