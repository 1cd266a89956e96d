// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <string>
#include <vector>

namespace infoplane {

// Whether a file of this name (without folders) belongs to the data set `dataset` of the kind Folder: IDX
// files of its parts, packed or not, or the batches of CIFAR-10.
[[nodiscard]] bool belongsTo(const std::string& dataset, const std::string& file_name);

// The paths of the files in `folder`, or in the one folder below it that archives make, that belong to the
// data set; sorted by name.
[[nodiscard]] std::vector<std::string> filesOfDataset(const std::string& dataset, const std::string& folder);

// Loads the data set from `folder` as a training would (emnist: each variant that is there), so that what is
// kept is known to be sound.
[[nodiscard]] Status checkFolderOf(const std::string& dataset, const std::string& folder);

} // namespace infoplane
