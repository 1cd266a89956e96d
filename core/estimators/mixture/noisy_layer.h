// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"
#include "core/estimators/mixture/kernel_sum.h"

#include <optional>
#include <string>
#include <vector>

// What the estimators of x^ = x + sigma N(0, I) share: the clean x is given, the noise is known.
namespace infoplane {

[[nodiscard]] EstimatorParameter sigmaParameter();
[[nodiscard]] EstimatorParameter drawsParameter();

// x must be continuous; y may be of either kind, and where it is discrete I(x^;y) is measured too.
[[nodiscard]] std::optional<std::string> refusalOfNoisy(const Variable& x);

// The points of x with the symbols of y as labels (all 0 where y is continuous). An Error where x / sigma
// leaves the range of double.
[[nodiscard]] Result<KernelCentres> centresOf(const Variable& x, const Variable& y, double sigma,
                                              const std::string& who, std::size_t threads = 1);

// A sentence where x spreads over so many sigma that the rounding of squared distances may be seen.
[[nodiscard]] std::vector<std::string> warningsOf(const KernelCentres& centres);

// The stream of the noise of these estimators.
[[nodiscard]] StreamKey noiseKey(const EstimatorSettings& settings);

[[nodiscard]] Error stoppedMeasurement(const std::string& who);

} // namespace infoplane
