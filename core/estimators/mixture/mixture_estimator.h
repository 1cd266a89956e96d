// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"

#include <memory>

namespace infoplane {

// The Gaussian-mixture plug-in (Goldfeld et al. 2019) of a continuous x, N points, and
// x^ = x + sigma N(0, I), as mixture_plugin.h says: x^ is a mixture of N Gaussians, and from the same draws
//   I(x;x^) = ln N - mean ln sum_k exp((|e|^2 - |x_i + e - x_k|^2) / (2 sigma^2)),          cap ln N,
//   I(x^;y) = H(y) - mean ln[ sum_k exp(...) / sum_{k: y_k = y_i} exp(...) ],  discrete y,  cap H(y).
// Exact for the empirical distribution up to the Monte Carlo error that comes with them; every draw of every
// point keeps the caps. I(x^;y) <= I(x;x^) holds up to that error. The information of the population that the
// points are a sample of is underestimated where I(x;x^) comes near ln N.
//
// Parameters: sigma; draws; error, the Monte Carlo error asked for in nats (0: none): draws are added until
// both values have it, 1,024 at most, else a warning. With one draw the error is an upper estimate. One
// point: 0.
//
// O(N^2 width draws) on settings.threads; the result does not depend on their number, to the last bit. Memory
// beside x: 8 N (width + 20) bytes (half as much again where there are noise of narrow points or 64 units)
// and 2 MB a thread and thousand units; the N x N exponents are never held.
[[nodiscard]] std::unique_ptr<Estimator> makeMixture();

} // namespace infoplane
