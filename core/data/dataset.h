// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/api/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace infoplane {

// A labelled data set in memory. inputs is [size, input_size] row-major, scaled as its source says (images to
// [0,1], bits to -1/+1); labels are 0..classes-1. An image is channels x height x width numbers, the channels
// one after the other and each row by row.
struct Dataset {
    std::string name;
    std::string title;       // for people: "UCI optical digits"
    std::string attribution; // source and licence
    std::uint32_t input_size = 0;
    // Of inputs that are images, channel-major: channels * height * width = input_size; 0 where they are not.
    std::uint32_t channels = 0, height = 0, width = 0;
    std::uint32_t classes = 0;
    std::vector<std::string> class_names; // of each class; empty where they are its numbers
    std::vector<float> inputs;
    std::vector<std::uint32_t> labels;
    std::vector<std::uint32_t> train_index, test_index; // disjoint, ascending
    std::vector<std::uint32_t> validation_index; // the same; empty where no validation part is asked for
    std::string checksum;                        // sha256 of what is used (checksum.h), hexadecimal

    [[nodiscard]] std::size_t size() const { return labels.size(); }
};

// Reads the data set that `config` names and splits it: by its own split where it has one (mnist), else
// stratified by label with train_fraction and split_seed, the same on every machine. Then the training part
// is cut to data.subset, its labels get their noise, data.validation_fraction of it is set aside, and the
// inputs are standardised by what is left of it. Each class has an example in every part. Errors name the
// file and what to do; OutOfMemory says what is needed and what there is. Any thread; a file whose library
// can crash on damage is read in a child process (array_in_child.h).
[[nodiscard]] Result<Dataset> loadDataset(const DataConfig& config);

enum class DatasetKind {
    BuiltIn,
    Folder,  // files in data.folder, or in the user's data folder (user_folder.h)
    OwnFile, // whatever the user names
    Drawn,   // from a known p(x,y)
};

// One line of `infoplane data`: a known data set and whether it is there.
struct DatasetListing {
    std::string name, title, attribution;
    DatasetKind kind = DatasetKind::BuiltIn;
    bool available = false; // not a Folder, or its files are in `folder`, or else in the user's data folder
    std::string where;      // of a Folder that is available: which one
    std::string how_to_get; // one sentence when it is not there, or the user has a file to name
};
[[nodiscard]] std::vector<DatasetListing> listDatasets(const std::string& folder);

// Entropy of the labels at `index` (when empty: of all that are used), plug-in, in nats.
[[nodiscard]] double labelEntropy(const Dataset& dataset, const std::vector<std::uint32_t>& index);

// A fixed sample of at most `count` of `index`, stratified by label, ascending; the same for the same seed
// everywhere.
[[nodiscard]] std::vector<std::uint32_t> evaluationSample(const Dataset& dataset,
                                                          const std::vector<std::uint32_t>& index,
                                                          std::size_t count, std::uint64_t seed);

} // namespace infoplane
