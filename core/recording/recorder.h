// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/store/run_store.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace infoplane {

// Writes a run file (RUN_FILE.md; core/store/run_schema.h has its tables) while the run goes on, so that
// other processes can read it (HDF5 SWMR) and a killed program loses at most what was not committed. Used by
// one thread at a time; the store may be written meanwhile.
class Recorder {
public:
    // Makes the file with every group, dataset and attribute, then starts SWMR writing; only then does the
    // file get its name. A file that exists is refused unless `overwrite`, and stays as it is until the new
    // one takes its place; one that is being written is never replaced. Nothing is left behind when it fails.
    // `store` must outlive the recorder.
    [[nodiscard]] static Result<std::unique_ptr<Recorder>> create(const std::filesystem::path& path,
                                                                  const RunStore& store, bool overwrite);
    // Closes without finishing: the file is then as after a kill, and recoverable.
    virtual ~Recorder() = default;

    // Writes what the store holds beyond the last commit: rows, flush, committed counters and heartbeat,
    // flush. After an error the file stays as the last good commit left it and every call returns the error.
    [[nodiscard]] virtual Status commit() = 0;
    // Commits, writes the final status and the plots' datasets, closes, and repacks when that shrinks the
    // file. A repack that fails leaves the file as it was closed and is no error. Call once.
    [[nodiscard]] virtual Status finish(const RunStatus& status) = 0;

    // A sentence for the user about the place of the file: network file systems do not keep what SWMR needs.
    [[nodiscard]] virtual std::optional<std::string> warning() const { return std::nullopt; }
};

// Whether a run file can be begun at `path`: its folder is there and can be written to, the name is not that
// of a folder, a file is there only with `overwrite` and is not being written. Cheap; create() checks again.
[[nodiscard]] Status checkRunOutput(const std::filesystem::path& path, bool overwrite);

} // namespace infoplane
