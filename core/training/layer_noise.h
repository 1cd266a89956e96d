// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"

#include <ATen/ATen.h>

namespace infoplane {

// The scale of a layer's outputs t [R, n, d] for each seed, [R, 1, 1]: the root of the mean over the units of
// their variance over the samples, sqrt(1/d sum_k Var t_k), as layers/scale records it; at least 1e-12.
[[nodiscard]] at::Tensor scaleOf(const at::Tensor& t);

// Outputs in the unit that sigma is in: t itself, or where sigma is relative t / scaleOf(sample), the sample
// being t or others of the same layer. T^ = t / scale + sigma N(0, I) tells as much of X and Y as t + sigma
// scale N(0, I), and the layer cannot escape the noise by growing. The gradient goes through the scale.
[[nodiscard]] at::Tensor inUnitOfSigma(SigmaKind kind, const at::Tensor& t, const at::Tensor& sample);

} // namespace infoplane
