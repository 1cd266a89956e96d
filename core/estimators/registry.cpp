// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/counts/histogram.h"
#include "core/estimators/estimator.h"
#include "core/estimators/mixture/kolchinsky_tracey.h"
#include "core/estimators/mixture/mixture_estimator.h"
#include "core/estimators/mixture/sandwich.h"

namespace infoplane {

std::vector<std::unique_ptr<Estimator>> allEstimators() {
    std::vector<std::unique_ptr<Estimator>> all;
    all.push_back(makeHistogram());
    all.push_back(makeMixture());
    all.push_back(makeKolchinskyTracey());
    all.push_back(makeSandwich());
    return all;
}

} // namespace infoplane
