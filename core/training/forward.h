// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/block.h"
#include "core/training/method_context.h"

#include <vector>

namespace infoplane {

// The outputs of a layer for all given features ([R, N, in] or [1, N, in] shared by the seeds) -> [R, N,
// out], without gradients, in pieces so that no copy of a large data set for each seed is made.
[[nodiscard]] at::Tensor forwardAll(const Block& layer, const at::Tensor& features);

// Appends a checkpoint row with the weights of the layers, layer1 first, and of the head where there is one,
// after `step` steps of the method.
void appendCheckpoint(MethodContext& context, const std::vector<Block>& layers, const Block* head,
                      std::int64_t step);

} // namespace infoplane
