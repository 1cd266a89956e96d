// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace infoplane {

// Classes of equal probability with covariance 1. Their means lie in the first two coordinates, evenly on a
// circle with neighbours `separation` apart; on a line with that distance where there are two classes or one
// dimension.
[[nodiscard]] std::vector<std::array<double, 2>> gaussianClassMeans(std::size_t classes,
                                                                    std::size_t dimension, double separation);

// I(X;Y) of such classes in nats, E ln p(x|y)/p(x), by the trapezoidal rule in the plane of the means (the
// other coordinates tell nothing); the error is below 1e-6 for separations up to 10.
[[nodiscard]] double gaussianClassInformation(const std::vector<std::array<double, 2>>& means);

} // namespace infoplane
