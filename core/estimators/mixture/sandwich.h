// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"

#include <memory>

namespace infoplane {

// Two bounds, from one set of draws, on the I(x;x^) of the population that the N points are a sample of, with
// x^ = x + sigma N(0, I), whose density given x is known (Poole et al. 2019):
//   leave_one_out = mean_i ln[ p(x^_i|x_i) / (1/(N-1) sum_{k != i} p(x^_i|x_k)) ]   (eq. 13), above it,
//   infonce_known = mean_i ln[ p(x^_i|x_i) / (1/N sum_k p(x^_i|x_k)) ]  (eq. 12 with p as critic), below it,
// both in expectation over samples. The lower one has the cap ln N and is the number that the mixture plug-in
// gives at the same seed, which is exact for the empirical distribution: as a statement on the population it
// is a lower bound. The upper one has no cap and grows with the squared distances over sigma^2.
//
// Parameters: sigma; draws. The error is that of the draws (with one draw an upper estimate), not of the
// sample. At least two points, else an Error. O(N^2 width draws) on settings.threads; the result does not
// depend on their number, to the last bit. Memory as makeMixture. y is not read.
[[nodiscard]] std::unique_ptr<Estimator> makeSandwich();

} // namespace infoplane
