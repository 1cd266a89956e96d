// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"

#include <memory>
#include <string>
#include <vector>

namespace infoplane::app {

// What a user asks for.
struct EstimatorRequest {
    std::vector<std::string> names; // "all": every one that fits
    std::vector<std::string> set;   // PARAMETER=VALUE, or ESTIMATOR.PARAMETER=VALUE
};

struct ChosenEstimator {
    std::shared_ptr<const Estimator> estimator;
    ParameterValues values; // complete
};

struct LeftOut {
    std::string name, reason;
};

struct EstimatorChoice {
    std::vector<ChosenEstimator> chosen; // none where nothing fits
    std::vector<LeftOut> left_out;       // by "all"
    std::vector<std::string> added;      // a sentence for each that was not asked for
};

// The estimators of `all` that were asked for, with their parameters. PARAMETER goes to every one of them
// that has it, ESTIMATOR.PARAMETER to one and comes before the other. "all" leaves out what refuses these
// variables or misses a parameter that must be given; one that is named must fit. InvalidArgument names an
// unknown estimator or parameter and the nearest right one, a value that is no number or out of range, and
// what a named estimator needs. After a critic that needs a reference (core/estimators/reference.h), and has
// none of its sigma among the others, comes the one that is added.
[[nodiscard]] Result<EstimatorChoice> chooseEstimators(std::vector<std::unique_ptr<Estimator>> all,
                                                       const EstimatorRequest& request, const Variable& x,
                                                       const Variable& y);

} // namespace infoplane::app
