// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/ATen.h>

namespace infoplane {

// The normalised Hilbert-Schmidt independence criterion of Ma, Lewis & Kleijn 2020 ("The HSIC bottleneck",
// section 3), for each seed, without unit:
//   tr(A B),  A = K (K + epsilon B I)^-1 of the centred Gaussian kernel matrix K of x, B likewise of y,
// with kernels exp(-|x_i - x_j|^2 / (2 s^2)), s = 5 sqrt(d), and epsilon = 1e-5. x [R, B, d] and y [R, B, e];
// the result [R] is 0 where either is constant and at most B - 1. It is no mutual information and bounds
// none. Gradients flow to both. The matrices are solved in double precision.
[[nodiscard]] at::Tensor normalisedHsic(const at::Tensor& x, const at::Tensor& y);

} // namespace infoplane
