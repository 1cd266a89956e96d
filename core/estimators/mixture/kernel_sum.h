// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimate.h"
#include "core/estimators/mixture/kernel_centres.h"
#include "core/estimators/mixture/noisy_rows.h"
#include "core/support/philox.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

// The sums of Gaussian kernels under the mixture plug-in: N noisy points against N centres, on the processor,
// in double precision, in tiles that stay in its cache. Floats only tell which pairs are negligible, where a
// bound on their rounding allows it.
namespace infoplane {

// The noise of draw `step` of a stream, drawn where it is needed: point i has the numbers of position i *
// width on.
[[nodiscard]] PointNoise drawnNoise(const StreamKey& key, std::uint64_t step);
// Noise that is there already, [points][width], which must stay.
[[nodiscard]] PointNoise givenNoise(std::span<const float> noise);

// How the work is cut up. The sums do not depend on it, to the last bit.
struct KernelTiling {
    std::size_t rows = 128;              // noisy points at a time
    std::size_t centre_bytes = 1u << 20; // of centres at a time; at least one panel is taken
    std::size_t threads = 1;             // `proceed` is asked on the calling one alone
};

// For each of the caller's points i with noise e_i: all = sum_k exp(x_ik), own = the part of it over the k of
// the label of i, with
//   x_ik = (|e_i|^2 - |u_i + e_i - u_k|^2) / 2,   x_ii = 0 exactly.
// 1 <= own <= all holds in arithmetic too: own adds non-negative numbers, 1 among them, and all is own and
// such numbers.
struct KernelSums {
    std::vector<double> all, own;
};

// Computes the sums for one draw of noise. Terms below exp(-50) are left out: N of them are below the
// rounding of a sum of at least 1. Returns false where `proceed` did; `sums` is then unfinished. Memory
// beside the centres: tiling.rows * (width + 80) doubles a thread. May run on several threads at once, each
// with its own `sums`.
[[nodiscard]] bool kernelSums(const KernelCentres& centres, const PointNoise& noise, const Proceed& proceed,
                              KernelSums& sums, const KernelTiling& tiling = {});
[[nodiscard]] bool kernelSums(const KernelCentres& centres, std::span<const float> noise,
                              const Proceed& proceed, KernelSums& sums, const KernelTiling& tiling = {});

// The same sums without the point's own centre, however small:
//   most = max_{k != i} x_ik,   rest = sum_{k != i} exp(x_ik - most) >= 1 up to rounding.
struct OtherSums {
    std::vector<double> most, rest;
};

// Computes them in twice the time of kernelSums; requires two centres or more.
[[nodiscard]] bool otherSums(const KernelCentres& centres, const PointNoise& noise, const Proceed& proceed,
                             OtherSums& sums, const KernelTiling& tiling = {});

} // namespace infoplane
