// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"
#include "core/estimators/neighbours/neighbourhoods.h"

#include <optional>
#include <string>
#include <vector>

// What KSG, Ross and Gao share beside the counts.
namespace infoplane {

// k, default 3, 1..1000.
[[nodiscard]] EstimatorParameter neighboursParameter();

// The average over the points of psi(joint) - psi(x) - psi(y), plus `log_points` (psi(N) or ln N). Cap, for
// these points: log_points - <psi(y)> where y is discrete, likewise x, else log_points - <psi(joint)>, since
// no count of x or y is below that of both.
[[nodiscard]] Estimate averageOver(const Neighbourhoods& counts, const Variable& x, const Variable& y,
                                   double log_points);

// An Error where there are not more than k points.
[[nodiscard]] std::optional<Error> tooFewPoints(const EstimatorInfo& info, const Variable& x, std::size_t k);

// Sentences about equal values in a continuous variable or, where there are none, about distances that tie: a
// density has neither.
[[nodiscard]] std::vector<std::string> tieWarnings(const Variable& x, const Variable& y,
                                                   const Neighbourhoods& counts, std::size_t k);

// A sentence where the deviations of two columns, of x and y continuous, differ by a factor above 100: the
// neighbours are then those in the larger one.
[[nodiscard]] std::optional<std::string> scaleWarning(const Variable& x, const Variable& y);

// A sentence where a value of continuous x and y stands within 2.5 nats of its cap: from there on the balls
// of k neighbours are wider than what the dependence is made of, and it comes out lower than the information
// (Gaussians in 2 + 2 dimensions: by 4 % at 2.8 nats below the cap, 8 % at 2.3, 14 % at 1.5).
[[nodiscard]] std::optional<std::string> lowWarning(const Variable& x, const Variable& y,
                                                    const Estimate& estimate);

} // namespace infoplane
