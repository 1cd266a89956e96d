// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/counts/histogram.h"
#include "core/estimators/estimator.h"

namespace infoplane {

std::vector<std::unique_ptr<Estimator>> allEstimators() {
    std::vector<std::unique_ptr<Estimator>> all;
    all.push_back(makeHistogram());
    return all;
}

} // namespace infoplane
