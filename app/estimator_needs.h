// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"

#include <string>
#include <vector>

namespace infoplane::app {

// A pair of kinds of variables that an estimator measures.
struct AcceptedKinds {
    bool x_discrete = false, y_discrete = false;
    bool one_number = false; // the continuous ones only with one number a point
};

// Found by asking it with small samples of each kind.
[[nodiscard]] std::vector<AcceptedKinds> acceptedKinds(const Estimator& estimator);

// "x continuous, y discrete; x and y continuous", "any", or the estimator's own words where it takes none.
[[nodiscard]] std::string needsText(const Estimator& estimator);

} // namespace infoplane::app
