// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"

#include <memory>

namespace infoplane {

// Discrete x and y: the information of their joint histogram, with plug-in entropies,
//   I(x;y) = H(x) + H(y) - H(x,y),   H = ln N - 1/N sum c ln c.
// Exact for the empirical distribution, hence the maximum-likelihood estimate of the population's, which it
// exceeds by about (|x| - 1)(|y| - 1) / (2 N) nats where every pair occurs (Miller 1955); a warning says so
// where that is more than a tenth of the value. Cap min(H(x), H(y)). Parameters: none. O(N).
[[nodiscard]] std::unique_ptr<Estimator> makeHistogram();

} // namespace infoplane
