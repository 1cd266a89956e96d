// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/random_tensors.h"

#include <ATen/ATen.h>

#include <span>

namespace infoplane {

// A batch for each seed.
struct Batch {
    at::Tensor inputs; // [R, B, d]
    at::Tensor labels; // int64 [R, B]
};

// Draws mini-batches without replacement, each seed in its own order, a new one every epoch. `features` is
// [R, N, d] or, when all seeds read the same, [1, N, d]; `labels` int64 [N]. The last incomplete batch of an
// epoch is dropped.
class BatchSource {
public:
    BatchSource(at::Tensor features, at::Tensor labels, std::span<const std::uint64_t> seeds, Place place,
                std::int64_t batch);

    // The batch of a step, counted from 0 over all epochs; steps are asked for in order.
    [[nodiscard]] Batch at(std::int64_t step);

private:
    at::Tensor features_; // [R * N, d] or [N, d]
    at::Tensor labels_;
    std::span<const std::uint64_t> seeds_;
    Place place_;
    std::int64_t batch_, samples_, steps_per_epoch_, width_;
    bool shared_;
    std::int64_t epoch_ = -1;
    at::Tensor order_;   // [R, N] into labels
    at::Tensor offsets_; // [R, 1] into features
};

} // namespace infoplane
