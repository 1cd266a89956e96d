// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/curve/curve_point.h"

#include <cstddef>
#include <vector>

// The information-bottleneck curve of labels that are a function of the input, as in every classification set
// of distinct inputs under its empirical measure:
//   max { I(T;Y) : I(X;T) <= R } = min(R, H(Y)).
// Up to R = H(Y) it is the line of data processing, I(T;Y) = I(X;T); T = Y reaches the corner, and no T knows
// more of Y. Source: Kolchinsky, Tracey, Van Kuyk, "Caveats for information bottleneck in deterministic
// scenarios", ICLR 2019 (arXiv 1808.07593), section 2. Exact. All in nats; every function is pure.
namespace infoplane {

// The height of the curve at I(X;T) = rate. Requires both at least 0.
[[nodiscard]] double deterministicCurve(double rate, double label_entropy);

// The maximum of the plain Lagrangian I(T;Y) - beta I(X;T) on the curve, beta >= 0. On the line it is
// (1 - beta) I(X;T), so that every beta in (0,1) gives the corner (H(Y), H(Y)) and every beta above 1 gives
// (0, 0): no beta gives what lies between (section 3). At beta = 1 the whole line is optimal, and at beta = 0
// all beyond the corner too; (0, 0) and the corner are returned.
[[nodiscard]] CurvePoint deterministicOptimum(double beta, double label_entropy);

// The maximum of the squared Lagrangian I(T;Y) - beta I(X;T)^2 on the curve, beta > 0:
//   I(X;T) = I(T;Y) = min(1 / (2 beta), H(Y)),
// which runs over the whole line as beta goes from 1 / (2 H(Y)) to infinity (section 4).
[[nodiscard]] CurvePoint deterministicSquaredOptimum(double beta, double label_entropy);

// The curve for drawing, a polyline that is exact: (0, 0), the corner, and the end at rate_end where that
// lies beyond the corner; cut at rate_end where it lies before. Requires both at least 0 and finite.
[[nodiscard]] std::vector<CurvePoint> deterministicCurveLine(double label_entropy, double rate_end);

// The same at `count` rates that are evenly spaced from 0 to rate_end, where a plot has a logarithmic axis or
// a table is written. Requires count >= 2.
[[nodiscard]] std::vector<CurvePoint> deterministicCurveSamples(double label_entropy, double rate_end,
                                                                std::size_t count);

} // namespace infoplane
