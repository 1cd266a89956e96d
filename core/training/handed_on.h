// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/training/method_context.h"

#include <ATen/ATen.h>

namespace infoplane {

// What the layer above (or the head) reads of a hidden layer in training, t [R, B, d] of `layer` in optimiser
// step `step`: T, or with noise_inside T^ = T + noise of the layer's sigma (the noisy networks of Goldfeld et
// al. 2019, section 2), and of that every value set to 0 with probability `dropout`, the others divided by 1
// - dropout (Srivastava et al. 2014). The numbers are keyed by seed, layer and step. Whatever is measured is
// of the network without both.
[[nodiscard]] at::Tensor handedOn(const MethodContext& context, std::size_t layer, const at::Tensor& t,
                                  std::uint64_t step);

} // namespace infoplane
