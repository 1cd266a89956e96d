// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"

#include <memory>

namespace infoplane {

// Bins of one width for every column, aligned at 0 (Saxe et al. 2019: 0.5, and 0.07 for tanh): bin b holds
// [b w, (b + 1) w); what it gives: binned_estimator.h. No number lies outside. Parameter width, the unit of
// x, default 0.5. Errors: a number beyond 2^31 widths; Cancelled.
[[nodiscard]] std::unique_ptr<Estimator> makeFixedWidthBins();

} // namespace infoplane
