// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/mixture/kernel_sum.h"

namespace infoplane {

// The sums of Gaussian kernels between the centres themselves, at two widths at once:
//   wide:   all = sum_k exp(-|u_i - u_k|^2 / 8),   own = the part of it over the k of the label of i,
//   narrow: all = sum_k exp(-|u_i - u_k|^2 / 2),   own likewise.
// 1 <= own <= all as of KernelSums.
struct PairSums {
    KernelSums wide, narrow;
};

// Computes them by half of the products and an eighth of the exponentials of four calls of kernelSums: each
// pair counts for both of its points, and a kernel of the narrow width is the fourth power of the wide one.
// Pairs whose wide term is below exp(-50) are left out. The same bits for any number of threads. Returns
// false where `proceed` did; `sums` is then unfinished. Memory beside the centres: 512 bytes a centre, and as
// kernelSums for each thread.
[[nodiscard]] bool pairSums(const KernelCentres& centres, const Proceed& proceed, PairSums& sums,
                            std::size_t threads = 1);

} // namespace infoplane
