// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/mixture/kernel_sum.h"

namespace at {
class Tensor;
}

namespace infoplane {

// The same sums as kernelSums by ATen operations on the device of t, in double precision and in tiles of
// `rows` noisy points: the way on accelerators, and the reference for the way on the processor.
// t [N, width], labels int64 [N], both on one device; noise [N][width] in host memory.
[[nodiscard]] bool kernelSumsByTensor(const at::Tensor& t, const at::Tensor& labels, double sigma,
                                      std::span<const float> noise, const Proceed& proceed, KernelSums& sums,
                                      std::size_t rows = 1024);

} // namespace infoplane
