// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/resumable_run.h"

#include "core/config/schema.h"
#include "core/recording/run_file.h"
#include "core/recording/run_in_child.h"

namespace infoplane {

Result<ResumableRun> readResumableRun(const std::filesystem::path& path) {
    auto run = readInChild(path, readResumable);
    if (!run) return run.error();
    auto experiment = parseExperiment((*run)->description().config);
    if (!experiment)
        return Error{ErrorCode::InvalidFile,
                     "the configuration in this file cannot be read by this version of Infoplane: " +
                         experiment.error().message,
                     path.string()};
    return ResumableRun{std::move(*experiment), std::move(*run)};
}

} // namespace infoplane
