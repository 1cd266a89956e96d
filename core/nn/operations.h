// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/layer_plan.h"
#include "core/nn/operation.h"
#include "core/nn/random_tensors.h"

#include <ATen/ATen.h>

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace infoplane {

// Where an operation's random numbers come from: a stream of its own for each seed and for each operation of
// a layer (place.layer below 256, number below 256).
struct OperationStream {
    std::vector<std::uint64_t> seeds;
    Place place;
    std::size_t number = 0; // of the operation within its layer
};

// The operation of a plan on its tensors, in the plan's order and with a leading seed dimension; null for
// flatten, which only says how the next one reads. Convolutions are one grouped convolution for all seeds,
// batch normalisation has eps 1e-5 and running statistics of rate 0.1 with the unbiased variance, as
// torch.nn.BatchNorm2d; dropout draws Purpose::Dropout at block `step`.
[[nodiscard]] std::unique_ptr<Operation>
makeOperation(const OperationPlan& plan, std::span<const at::Tensor> tensors, OperationStream stream);

} // namespace infoplane
