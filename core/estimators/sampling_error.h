// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"

#include <cstdint>
#include <vector>

namespace infoplane {

// How much an estimate would vary from one sample of N points to another: the resampling error of the points.
// A bootstrap sample repeats points, and a repeated point is its own neighbour at distance 0 and its own
// match for a critic: estimators for real numbers take it for information. So B random halves, m = N/2 points
// without repetition, are measured instead, and
//   error = sqrt(m / (N - m)) sqrt(1/(B - 1) sum_b (I_b - mean I)^2)
// (the delete-d jackknife with d = N - m, Shao & Wu 1989, Annals of Statistics 17, eq. 2.3, over random
// subsets). It is right where the estimate is smooth in the sample and its error falls as 1/sqrt(N); the
// bias, which is larger in a half, cancels. It has a relative error of about 1/sqrt(2 (B - 1)) of its own. A
// true value of 0 is not such a case: there plug-in estimates vary as 1/N, and the error comes out too large.

inline constexpr std::uint64_t kFewestReplicates = 2, kMostReplicates = 100000;

// The error of each estimation that `measure` gives for these variables, in its order and unit. NaN where a
// half has no value. `settings.seed` picks the halves, and every half is measured with it. An Error of a half
// is given back (too few points for k), as is Cancelled. Requires a refusal() that is empty, complete
// settings, at least 4 points, and replicates from kFewestReplicates to kMostReplicates. B times the time of
// half a measurement.
[[nodiscard]] Result<std::vector<double>> samplingErrors(const Estimator& estimator, const Variable& x,
                                                         const Variable& y, const EstimatorSettings& settings,
                                                         std::uint64_t replicates, const Proceed& proceed);

} // namespace infoplane
