// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/remeasure/remeasure.h"

#include <filesystem>
#include <string>
#include <vector>

namespace infoplane {

// Which run was measured again.
struct RemeasuredRun {
    std::string file, run_id, title; // the run file's name, without its folders
    std::string split;               // train, test
    std::string program;             // that measured
};

// Writes what remeasure gave to a new HDF5 file, complete under its name or not at all: format
// infoplane-remeasurement 1.0 (RUN_FILE.md), one group of datasets of one length. An existing file is refused
// unless `overwrite`.
[[nodiscard]] Status writeRemeasurement(const std::filesystem::path& path, const RemeasuredRun& run,
                                        const std::vector<RemeasuredRow>& rows, bool overwrite);

} // namespace infoplane
