// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"

#include <memory>

namespace infoplane {

// Equal bins (Shwartz-Ziv & Tishby 2017: 30 on [-1, 1]); what it gives: binned_estimator.h. Bin b of B holds
// [low + b w, low + (b + 1) w), w = (high - low)/B, and the last one its upper end too, so that B bins are B.
// Parameters: bins 1..65536, default 30; low and high, the unit of x, for every column; where they are equal,
// as by default, the bins of a variable go from its lowest to its highest number in any column. What lies
// outside goes to the end bins; a warning counts it, and more than 1 % raises kOutOfRange. Errors: low above
// high; Cancelled.
[[nodiscard]] std::unique_ptr<Estimator> makeEqualBins();

} // namespace infoplane
