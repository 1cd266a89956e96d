// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/estimators/gaussian/log_det.h"
#include "core/estimators/variable.h"

namespace infoplane {

// The rows or columns up to which a full covariance is taken: 4096^2 numbers are 128 MiB.
inline constexpr std::size_t kMostFull = 4096;

// 1/2 ln det(I + S / sigma^2), S = (1/N) sum_i (x_i - mean)(x_i - mean)', of a continuous x [N, d], in nats,
// as the determinant of the smaller one of d x d and N x N. O(N d min(N, d) + min(N, d)^3) and as much memory
// again as x has. An Error: both N and d above kMostFull; sigma too small for double precision; Cancelled.
[[nodiscard]] Result<double> fullNoiseInformation(const Variable& x, double sigma, const Work& work);

// 1/2 sum_k ln(1 + S_kk / sigma^2): the same where the columns are uncorrelated, else larger. O(N d).
[[nodiscard]] double diagonalNoiseInformation(const Variable& x, double sigma);

} // namespace infoplane
