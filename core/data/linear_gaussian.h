// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace infoplane {

// A linear-Gaussian channel read in classes: u = w x ~ N(0, 1), v = correlation u + sqrt(1 - correlation^2)
// N(0, 1), and the class is the one of `classes` equally probable intervals that v lies in.

// I(U;V) = -1/2 ln(1 - correlation^2) in nats, which no number of classes can exceed; 0 <= correlation < 1.
[[nodiscard]] double linearGaussianInformation(double correlation);

// I(U;Y) of the classes in nats, ln classes - E H(Y | u), by the trapezoidal rule; the error is below 1e-6
// for correlations up to 0.9999.
[[nodiscard]] double linearGaussianClassInformation(std::size_t classes, double correlation);

} // namespace infoplane
