// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/layer_shape.h"
#include "core/data/dataset.h"
#include "core/store/run_description.h"

#include <ATen/ATen.h>

#include <array>

namespace infoplane {

// The data of a run on its device. Splits in the order of kSplitNames.
struct TrainingData {
    struct Split {
        at::Tensor inputs;            // float32 [1, N, d]
        at::Tensor labels;            // int64 [N]
        at::Tensor evaluation;        // int64 [n], positions of the evaluation sample within the split
        at::Tensor evaluation_labels; // int64 [n]
    };
    std::array<Split, kSplits> splits;
    Split validation;     // no examples where there is none; its evaluation sample is all of it
    at::Tensor log_prior; // float32 [K], of the training labels
    LayerShape shape;     // of one input
    std::int64_t classes = 0;

    [[nodiscard]] const Split& train() const { return splits[0]; }
    [[nodiscard]] const Split& test() const { return splits[1]; }
};

// The shape of one input: maps where the data are images, else a vector.
[[nodiscard]] LayerShape inputShape(const Dataset& dataset);

[[nodiscard]] TrainingData loadTrainingData(const Dataset& dataset, const DataDescription& description,
                                            const at::Device& device);

} // namespace infoplane
