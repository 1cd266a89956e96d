// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"

#include <memory>

namespace infoplane {

// I(x;x^), x^ = x + sigma N(0, I), of a Gaussian x with the covariance S of the sample (divided by N),
//   1/2 ln det(I + S / sigma^2)        (Cover & Thomas 2006, section 9.4; with S = W C W' a linear layer W).
// Exact for a Gaussian x up to the sampling error of S, whose bias is about -d(d + 1)/(4N) nats where S is
// large against sigma^2 (a warning says so below ten points a column); for any other x it is the
// maximum-entropy bound of gaussian_bound, so its direction is upper. y is not read. No cap. Parameter sigma,
// the unit of x, must be given. Errors: more than 4096 columns and points; sigma too small for double
// precision; Cancelled. Time: noise_information.h.
[[nodiscard]] std::unique_ptr<Estimator> makeLinearGaussian();

} // namespace infoplane
