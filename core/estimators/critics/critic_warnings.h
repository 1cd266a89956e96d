// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/critics/critic_training.h"
#include "core/estimators/critics/held_out_value.h"

#include <limits>

namespace infoplane {

// How one training of a critic went.
struct CriticHistory {
    bool used_all_steps = false;
    double rise_at_the_end = 0.0; // of the stopping value (early_stopping.h), nats
    bool met_nan = false;
    // The standard error, on the reported points, of the critic that training ended with, where that was
    // turned down for a constant; else NaN.
    double turned_down_error = std::numeric_limits<double>::quiet_NaN();
};

// Whether the value is that of a critic that is the same for all pairs: 0 and without spread, up to the
// rounding of scores in single precision.
[[nodiscard]] bool isConstant(const HeldOutValue& value);

// Sets the flags of a measurement and says each of them in a sentence:
// - kNotConverged: all steps were used before the stopping value came to rest;
// - kStillRising: and in their last quarter it rose by more than 0.01 nats and 1 % of the value;
// - kHeldOutGap: on the critic's own points the value is higher by more than a tenth, 0.02 nats and three
//   standard errors of the difference;
// - kHighVariance: Var_Q(e^C) / (n E_Q[e^C]^2) above 0.1;
// - kAtCap (estimate.h); for InfoNCE a sentence from one nat below its cap on;
// - kNanMet: the value or one on the way to it was a NaN.
// Sentences without a flag: what SMILE's cut at tau adds, where it is above 5 % of the value and its error;
// how far the logarithm of SMILE's mean of e^C is from the 0 of the best critic, where it is more than 5 % of
// the value and two errors;
// that the critic is a constant. Its value 0 has no spread, so that it gets the standard error of the critic
// that was turned down for it: how finely a critic on these points tells information from none.
void judge(CriticMeasurement& measurement, const CriticOptions& options, const CriticHistory& history,
           const HeldOutValue& held_out);

} // namespace infoplane
