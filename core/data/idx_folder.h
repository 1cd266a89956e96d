// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"

#include <cstdint>
#include <string>

namespace infoplane {

// A data set of images as four IDX files in a folder: images and labels of the training and of the test part.
struct IdxFolder {
    std::string source;      // its name, for messages
    std::string train, test; // how the names of a part's files begin: "train", "t10k"
    std::uint32_t classes = 10;
    std::uint32_t first_label = 0; // of class 0
};

// The four files: PART-images-idx3-ubyte and PART-labels-idx1-ubyte, with a dot in place of the last dash or
// not, each gzipped (.gz) or not. Inputs are pixels / 255, the split is the data set's own. Errors name the
// files that are missing, or the file and what is wrong: what idx.h says, counts that differ, a label out of
// range, test images of another size.
[[nodiscard]] Result<Dataset> readIdxFolder(const IdxFolder& description, const std::string& folder);

// Success, or what is missing.
[[nodiscard]] Status findIdxFolder(const IdxFolder& description, const std::string& folder);

} // namespace infoplane
