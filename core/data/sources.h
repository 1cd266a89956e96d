// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"

#include <span>
#include <string>

namespace infoplane {

// A kind of data set that loadDataset knows.
struct Source {
    const char* name;
    const char* title;
    const char* attribution;
    const char* how_to_get; // "" where it is built in
    bool built_in;
    // Fills inputs, labels and sizes, and the split where the data set has one of its own; `folder` is
    // ignored by built-in ones.
    Result<Dataset> (*read)(const std::string& folder);
    // Success, or what is missing.
    Status (*available)(const std::string& folder);
};

extern const Source kDigits;    // 1,797 images of 8x8, inputs [0, 1]
extern const Source kTwelveBit; // 4,096 patterns of 12 bits, inputs -1/+1
extern const Source kMnist;     // four IDX files in a folder, inputs [0, 1], own split

} // namespace infoplane
