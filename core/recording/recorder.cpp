// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/recorder.h"

#include "core/recording/file_place.h"
#include "core/recording/hdf5/run_file_writer.h"
#include "core/recording/hdf5/storage_error.h"
#include "core/store/clock.h"

#include <utility>

namespace infoplane {
namespace fs = std::filesystem;
namespace {

using hdf5::Failure;
using hdf5::Quiet;

class Hdf5Recorder final : public Recorder {
public:
    Hdf5Recorder(fs::path path, const RunStore& store, std::unique_ptr<RunFileWriter> writer, WriterLock lock)
        : path_(std::move(path)), store_(store), writer_(std::move(writer)), lock_(std::move(lock)) {}

    ~Hdf5Recorder() override {
        const Quiet quiet;
        writer_.reset();
    }

    Status commit() override {
        return guarded([this] { writer_->commit(store_, unixSeconds()); });
    }

    Status finish(const RunStatus& status) override {
        const Status closed = guarded([&] {
            writer_->commit(store_, unixSeconds());
            writer_->writePlots(store_);
            writer_->writeStatus(status);
            writer_->close();
        });
        if (!closed) return closed;
        synchronise(path_);
        repack(status);
        return {};
    }

    std::optional<std::string> warning() const override {
        if (!onNetworkFileSystem(path_)) return std::nullopt;
        return "the run file is on a network file system, where others may not read it while it is written "
               "and "
               "a crash may cost more than the last second; a local folder is better";
    }

private:
    template <class Work>
    Status guarded(const Work& work) {
        if (error_) return *error_;
        const Quiet quiet;
        try {
            work();
            return {};
        } catch (const Failure& failure) {
            error_ = writingFailed(failure, path_);
            return *error_;
        }
    }

    // A smaller file with the same contents takes its place. The file is complete without: failing is no
    // loss.
    void repack(const RunStatus& status) {
        const Quiet quiet;
        try {
            TemporaryFile packed(path_);
            writeFinishedRun(packed.path(), store_, status);
            synchronise(packed.path());
            const bool smaller = fs::file_size(packed.path()) < fs::file_size(path_);
            if (smaller && lock_.isStillAt(path_)) (void)packed.moveToTarget(true);
        } catch (const std::exception&) {
        }
    }

    fs::path path_;
    const RunStore& store_;
    std::unique_ptr<RunFileWriter> writer_;
    WriterLock lock_;
    std::optional<Error> error_;
};

} // namespace

Result<std::unique_ptr<Recorder>> Recorder::create(const fs::path& path, const RunStore& store,
                                                   bool overwrite) {
    if (const Status status = checkRunOutput(path, overwrite); !status) return status.error();
    const Quiet quiet;
    try {
        TemporaryFile temporary(path);
        auto writer = std::make_unique<RunFileWriter>(Storage::Live);
        writer->create(temporary.path(), store);
        Result<WriterLock> lock = WriterLock::acquire(temporary.path());
        if (!lock) return lock.error();
        if (const Status status = temporary.moveToTarget(overwrite); !status) return status.error();
        return std::unique_ptr<Recorder>(
            std::make_unique<Hdf5Recorder>(fs::absolute(path), store, std::move(writer), std::move(*lock)));
    } catch (const Failure& failure) {
        return writingFailed(failure, path);
    }
}

} // namespace infoplane
