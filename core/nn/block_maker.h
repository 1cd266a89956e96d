// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/layer_plan.h"
#include "core/nn/block.h"
#include "core/nn/random_tensors.h"

#include <ATen/ATen.h>

#include <functional>
#include <span>

namespace infoplane {

// Gives the tensor of a weight, [R, shape...], contiguous; `number` counts the weights of the layer from 0.
using TensorSource = std::function<at::Tensor(const WeightSpec& weight, std::size_t number)>;

// The block of a plan with tensors from `source`. Seeds and place key the streams of its dropout.
[[nodiscard]] Block makeBlock(const LayerPlan& plan, std::span<const std::uint64_t> seeds, Place place,
                              const TensorSource& source);

// Tensors at a network's start, float32: weights drawn as `initialisation` says, each seed from its own
// stream Purpose::Initialisation at `place`, weight number n from block n; biases, shifts and running means
// 0; scales and running variances 1. With fan_in = inputs * kernel and fan_out = outputs * kernel:
//   glorot_uniform  U(-a, a), a = sqrt(6 / (fan_in + fan_out))   Glorot & Bengio 2010, eq. 16
//   he_normal       N(0, 2 / fan_in)                             He et al. 2015, eq. 10
//   lecun_normal    N(0, 1 / fan_in)                             LeCun et al. 1998, section 4.6
//   orthogonal      rows (or columns, if there are more rows) orthonormal, uniformly   Saxe et al. 2014
// `seeds` must outlive the source.
[[nodiscard]] TensorSource randomStart(std::span<const std::uint64_t> seeds, Place place,
                                       Initialisation initialisation, const at::Device& device);

} // namespace infoplane
