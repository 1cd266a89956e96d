// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/counts/histogram.h"
#include "core/estimators/critics/critic_estimators.h"
#include "core/estimators/estimator.h"

namespace infoplane {

std::vector<std::unique_ptr<Estimator>> allEstimators() {
    std::vector<std::unique_ptr<Estimator>> all;
    all.push_back(makeHistogram());
    all.push_back(makeMine());
    all.push_back(makeNwj());
    all.push_back(makeInfoNce());
    all.push_back(makeSmile());
    all.push_back(makeVariational());
    all.push_back(makeAaMine());
    all.push_back(makeKnownConditional());
    return all;
}

} // namespace infoplane
