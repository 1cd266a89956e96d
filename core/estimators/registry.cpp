// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/counts/histogram.h"
#include "core/estimators/estimator.h"
#include "core/estimators/neighbours/gao.h"
#include "core/estimators/neighbours/ksg.h"
#include "core/estimators/neighbours/ross.h"

namespace infoplane {

std::vector<std::unique_ptr<Estimator>> allEstimators() {
    std::vector<std::unique_ptr<Estimator>> all;
    all.push_back(makeHistogram());
    all.push_back(makeKsg());
    all.push_back(makeRoss());
    all.push_back(makeGao());
    return all;
}

} // namespace infoplane
