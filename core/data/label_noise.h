// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"

namespace infoplane {

// Gives config.label_noise of the training examples (rounded; chosen by config.seed) a label drawn uniformly
// from all classes, its own among them, so that a share of 1/K of them keeps it (Zhang et al. 2017,
// "Understanding deep learning requires rethinking generalization"). The test part stays as it is.
void addLabelNoise(Dataset& dataset, const DataConfig& config);

} // namespace infoplane
