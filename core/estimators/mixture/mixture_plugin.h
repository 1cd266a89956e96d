// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/estimators/estimate.h"
#include "core/support/philox.h"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace at {
class Tensor;
}

// The Gaussian-mixture plug-in (Goldfeld et al. 2019), the reference of all estimators here. With T uniform
// on the N given points t_i and T^ = T + sigma N(0, I), T^ is a mixture of N Gaussians, and from the same
// draws t^ = t_i + eps, with n_y points of label y,
//   I(X;T^) = ln N  - E ln sum_k exp((|eps|^2 - |t^ - t_k|^2) / (2 sigma^2)),
//   I(T^;Y) = H(Y)  - E ln[ sum_k exp(...) / sum_{k: y_k = y_i} exp(...) ],
// both exact for the empirical distribution (not for the population behind it) up to the Monte Carlo error of
// the draws. Neither logarithm is below 0 for any draw, because the term k = i is exp(0): no value is above
// ln N or H(Y), not by rounding either.
namespace infoplane {

struct MixtureOptions {
    double sigma = 0.0;       // absolute, in the unit of t; above 0
    std::int64_t classes = 0; // labels are 0..classes-1
    std::int64_t draws = 1;   // of noise for each point, 1..65536
};

// Fills one draw of N(0, 1) noise for all points, [N, width] row-major.
using NoiseDraw = std::function<void(std::uint64_t draw, std::span<float> out)>;

// The noise of a stream at a step of the optimiser: the same whatever else is measured, and in any tiling.
[[nodiscard]] NoiseDraw streamNoise(const StreamKey& key, std::uint64_t step);

// What it measures and how.
[[nodiscard]] EstimatorIdentity mixtureIdentity(const MixtureOptions& options);

// Measures R seeds one after the other; result r is that of t[r], the same alone or among others.
//
// t [R, N, width] or [N, width] (R = 1), float or double, on any device; labels int64 [N], shared by the
// seeds; noise: one for each seed. Caps are ln N and the plug-in entropy of these labels.
//
// Monte Carlo error: given the points, only the noise is random, and the draws of different points are
// independent; so the error is sqrt(sum_i s_i^2 / draws) / N with s_i^2 the variance over the draws of point
// i. One draw a point cannot tell s_i from the spread between points; then s / sqrt(N) over the points is
// given, which is too large by that spread: an upper estimate. With two draws or more it is unbiased.
//
// A point with a NaN or an infinity makes its seed's values NaN, flagged kNanMet. An Error says which
// argument is wrong, or Cancelled where `proceed` returned false. On the processor: double precision, O(N^2
// width) operations on the calling thread alone, 16 N width bytes beside t, and a stop within milliseconds;
// several threads may measure at once. On other devices: ATen operations in double precision.
[[nodiscard]] Result<std::vector<InformationEstimate>>
mixturePlugin(const at::Tensor& t, const at::Tensor& labels, const MixtureOptions& options,
              std::span<const NoiseDraw> noise, const Proceed& proceed = {});

} // namespace infoplane
