// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/counts/equal_bins.h"
#include "core/estimators/counts/equal_mass_bins.h"
#include "core/estimators/counts/fixed_width_bins.h"
#include "core/estimators/counts/histogram.h"
#include "core/estimators/critics/critic_estimators.h"
#include "core/estimators/estimator.h"
#include "core/estimators/gaussian/gaussian_bound.h"
#include "core/estimators/gaussian/gaussian_copula.h"
#include "core/estimators/gaussian/linear_gaussian.h"
#include "core/estimators/mixture/kolchinsky_tracey.h"
#include "core/estimators/mixture/mixture_estimator.h"
#include "core/estimators/mixture/sandwich.h"
#include "core/estimators/neighbours/gao.h"
#include "core/estimators/neighbours/ksg.h"
#include "core/estimators/neighbours/ross.h"
#include "core/estimators/renyi/renyi.h"

namespace infoplane {

std::vector<std::unique_ptr<Estimator>> allEstimators() {
    std::vector<std::unique_ptr<Estimator>> all;
    all.push_back(makeHistogram());
    all.push_back(makeEqualBins());
    all.push_back(makeFixedWidthBins());
    all.push_back(makeEqualMassBins());
    all.push_back(makeKsg());
    all.push_back(makeRoss());
    all.push_back(makeGao());
    all.push_back(makeGaussianCopula());
    all.push_back(makeLinearGaussian());
    all.push_back(makeGaussianBound());
    all.push_back(makeRenyi());
    all.push_back(makeMixture());
    all.push_back(makeKolchinskyTracey());
    all.push_back(makeSandwich());
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
