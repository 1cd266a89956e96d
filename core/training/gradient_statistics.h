// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/state_archive.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <utility>
#include <vector>

namespace infoplane {

// Mean and deviation of a layer's gradient g over optimiser steps, for each seed (Shwartz-Ziv & Tishby 2017,
// fig. 4):
//   mean = |E g|, deviation = sqrt(sum_k Var g_k), both Euclidean norms over the layer's weights and biases.
class GradientStatistics {
public:
    // Takes the gradients of tensors with a leading seed dimension, [R, ...]; undefined ones count as nothing
    // seen.
    void add(const std::vector<at::Tensor>& parameters);
    // [R] each; undefined when no step was added since the last call. Begins anew.
    [[nodiscard]] std::pair<at::Tensor, at::Tensor> take();
    // Of gradients of these parameters.
    void visit(StateArchive& archive, const std::vector<at::Tensor>& parameters);

private:
    std::vector<at::Tensor> sums_, squares_;
    std::int64_t steps_ = 0;
};

} // namespace infoplane
