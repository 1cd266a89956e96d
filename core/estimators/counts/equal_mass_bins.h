// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"

#include <memory>

namespace infoplane {

// Bins of equal mass, adapted to the sample (after Chelombiev et al. 2019, by the quantiles of each column):
// a number with r smaller ones among the N of its column is in bin floor(B r / N); what it gives:
// binned_estimator.h. Equal numbers are always in one bin, the lowest that any of them would have in some
// order, so that x_b stays a function of x; a warning counts the numbers that this moves. No increasing map
// of a column changes the result. Parameter bins 1..65536, default 30. Errors: Cancelled. O(width N log N).
[[nodiscard]] std::unique_ptr<Estimator> makeEqualMassBins();

} // namespace infoplane
