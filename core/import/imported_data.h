// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/arrays/open_arrays.h"
#include "core/data/dataset.h"

#include <string>
#include <vector>

namespace infoplane {

inline constexpr const char* kSplitArray = "split";

// The labels of a file of activations and its splits, as a data set without inputs: classes 0 to K-1 are the
// distinct labels in ascending order; the array `split`, where the file has it, says of each sample whether
// it is of the training (0) or the test (1) data, else all are of `split_of_all`. The checksum is of the
// labels.
//
// An Error (no context) names the array: one that is not there, more than one number a sample, labels that
// are no whole numbers, fewer than two or too many classes, a split of other values.
[[nodiscard]] Result<Dataset> importedData(OpenArrays& file, const std::vector<std::string>& names,
                                           const std::string& labels, std::size_t split_of_all);

} // namespace infoplane
