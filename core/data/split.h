// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"

namespace infoplane {

// Splits a data set that has no split of its own: stratified by label, config.train_fraction of it to train
// on, drawn by config.split_seed. InvalidArgument (data.train_fraction) where a side would be empty.
[[nodiscard]] Status splitDataset(Dataset& dataset, const DataConfig& config);

// Leaves config.subset of the training examples, stratified by label and drawn by config.seed; 0 leaves all.
// InvalidArgument (data.subset) where there are fewer.
[[nodiscard]] Status takeSubset(Dataset& dataset, const DataConfig& config);

// Moves config.validation_fraction of the training examples, stratified by label and drawn by
// config.split_seed, to the validation part.
void setAsideValidation(Dataset& dataset, const DataConfig& config);

// Whether every class has an example in each part that there is; an InvalidArgument names the class and the
// part.
[[nodiscard]] Status checkClasses(const Dataset& dataset);

} // namespace infoplane
