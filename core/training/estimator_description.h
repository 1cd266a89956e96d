// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"
#include "core/store/run_description.h"
#include "core/training/layer_estimators.h"

#include <array>
#include <vector>

// What a run file says of the estimators of layers before there is a value.
namespace infoplane {

// The points of one split that are measured; none where the run has no such split.
struct MeasuredSample {
    std::uint64_t points = 0;
    double label_entropy = 0.0; // plug-in, nats
};
using MeasuredSamples = std::array<MeasuredSample, kSplits>; // in the order of kSplitNames

[[nodiscard]] MeasuredSamples measuredSamples(const Dataset& dataset, const DataDescription& data);

// A layer and what measures it.
struct MeasuredLayer {
    std::int64_t width = 0;
    const LayerEstimators* estimators = nullptr;
    bool sigma_relative = false; // sigma is a share of the layer's scale
};

// One for each identity of each estimator, with its caps. All layers have the same estimators, which may be
// set differently; identities are those of the first layer.
[[nodiscard]] std::vector<EstimatorDescription> describeEstimators(const std::vector<MeasuredLayer>& layers,
                                                                   const MeasuredSamples& samples);

} // namespace infoplane
