// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"

#include <span>

namespace infoplane {

// A kind of data set that loadDataset knows.
struct Source {
    const char* name;
    const char* title;
    const char* attribution;
    DatasetKind kind;
    const char* files;      // of a Folder: "its four IDX files"
    const char* how_to_get; // one sentence; "" where it is built in or drawn
    // Fills inputs, labels, sizes, and the split where the data set has one of its own; may fill title and
    // attribution with what it knows better. The folder of a Folder is known to be there.
    Result<Dataset> (*read)(const DataConfig& config);
    // Success, or what is missing in config.folder; null where nothing can be.
    Status (*available)(const DataConfig& config);
};

// All of them, in the order in which they are shown.
[[nodiscard]] std::span<const Source* const> allSources();

extern const Source kDigits;       // 1,797 images of 8x8, inputs [0, 1]
extern const Source kTwelveBit;    // 4,096 patterns of 12 bits, inputs -1/+1
extern const Source kMnist;        // four IDX files in a folder, inputs [0, 1], own split
extern const Source kFashionMnist; // the same
extern const Source kEmnist;       // the same, four for each variant
extern const Source kCifar10;      // six binary files in a folder, inputs [0, 1], own split
extern const Source kFile;         // the user's own arrays or table

// Drawn from a known p(x,y); the title says what is known.
extern const Source kTable;           // the user's own table; x is one-hot
extern const Source kGaussianClasses; // gaussian_classes.h
extern const Source kLinearGaussian;  // linear_gaussian.h
extern const Source kSphericalRule;   // spherical_rule.h, inputs -1/+1

} // namespace infoplane
