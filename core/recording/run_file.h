// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/store/run_store.h"

#include <filesystem>
#include <memory>

namespace infoplane {

// Reads a run file (RUN_FILE.md), finished, being written or left by a killed program, into a store. The file
// may hold anything: types, shapes and sizes are checked before anything is allocated, and what does not fit
// is refused with a sentence. Meant for a process of its own all the same: libhdf5 can crash on a damaged
// file. One thread.
class RunFileReader {
public:
    // Checks that it is a run file of a version that is understood; errors say what the file is instead.
    [[nodiscard]] static Result<std::unique_ptr<RunFileReader>> open(const std::filesystem::path& path);
    virtual ~RunFileReader() = default;

    // Takes every committed row that is new, then the status, into the store: when the status says that the
    // run has ended, every row of it is there. After an error the rows before it stay.
    [[nodiscard]] virtual Status refresh() = 0;
    [[nodiscard]] virtual std::shared_ptr<const RunStore> store() const = 0;
    // Takes the state of the training, where there is one, into the store; after refresh(), so that the rows
    // are there that it speaks of. It is not checked any further.
    [[nodiscard]] virtual Status takeState() = 0;
    // Whether the file was closed by its writer. One that was not is being written, or was left by a killed
    // program.
    [[nodiscard]] virtual bool closed() const = 0;
};

// A run that did not come to its end, with its rows and the state to go on from: of a file that was stopped,
// has failed, or was left by a killed program. An Error where the run is finished, is being written by a
// living program, or has no state. Whether the state fits is the trainer's to say (core/training/trainer.h).
// Meant for a process of its own.
[[nodiscard]] Result<std::shared_ptr<const RunStore>> readResumable(const std::filesystem::path& path);

// Copies every committed row of a run file that a killed program left, and the state of its training, into a
// new, finished file that then takes its place; the old one is untouched until the new one is complete. The
// status becomes stopped, its end the last heartbeat. A finished file is left as it is; one that is being
// written is refused. Returns the number of measured rows over all methods.
[[nodiscard]] Result<std::uint64_t> recoverRun(const std::filesystem::path& path);

// Whether the file was not completed though nobody writes it any more: its writer's lock is free and, where
// locks are not to be relied on (network file systems), its heartbeat is older than ten seconds.
[[nodiscard]] Result<bool> needsRecovery(const std::filesystem::path& path);

} // namespace infoplane
