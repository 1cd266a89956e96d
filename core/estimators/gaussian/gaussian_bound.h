// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"

#include <memory>

namespace infoplane {

// Gaussian maximum-entropy bounds on I(x;x^), x^ = x + sigma N(0, I), from above: of all x^ with its
// covariance a Gaussian one has the largest entropy (Cover & Thomas 2006, theorem 8.6.5). Two estimates,
//   gaussian_bound_diagonal   1/2 sum_k ln(1 + S_kk / sigma^2)
//   gaussian_bound_full       1/2 ln det(I + S / sigma^2)          never above the first (Hadamard),
// with the covariance S of the sample (divided by N), so that both bound the information of the empirical
// distribution. Where both N and d are above 4096 only the first is given, with a warning. y is not read.
// Upper, no cap; that information itself is at most ln N. Parameter sigma, the unit of x, must be given.
// Errors: sigma too small for double precision; Cancelled. Time: noise_information.h.
[[nodiscard]] std::unique_ptr<Estimator> makeGaussianBound();

} // namespace infoplane
