// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/controls/control.h"
#include "core/controls/controlled_layer.h"

#include <vector>

// T = X, the inputs as the network reads them: what the estimators say where nothing is lost but to the
// noise. X is uniform on the N points of the sample, each of which is one, and Y is a function of the point.
// - I(X;T^) by mixture lies between the pairwise bounds kt_lower and kt_upper (Kolchinsky & Tracey 2017),
//   which need no draw, and is at most ln N.
// - I(T^;Y) by mixture is at most min(I(X;T^), H(Y)) (data processing), and reaches it up to what the noise
//   hides: H(Y|T^) <= H(X|T^) = ln N - I(X;T^), so that I(T^;Y) >= H(Y) - (ln N - I(X;T^)); it also lies
//   between its own pairwise bounds.
// - I(X;T_b) by 30 equal bins on the range of the numbers is at most H(X), the entropy of equal inputs (ln N
//   where all differ), and exactly that where different numbers of a column lie in different bins, for which
//   it is enough that they are further apart than a bin is wide.
// - I(T_b;Y) is at most min(H(T_b), H(Y)), and at least H(Y) - H(Y|X) - (H(X) - H(T_b)), because H(Y|T_b) <=
//   H(X|T_b) + H(Y|X); H(Y|X) is 0 unless equal inputs have different labels.
// The first two: 5 Monte Carlo errors; the bins: 1e-9 nats of rounding.
namespace infoplane {

// `layer` is inputLayer's. An Error is an estimator's, or Cancelled.
[[nodiscard]] Result<std::vector<ControlRow>> identityLayer(const ControlledLayer& layer,
                                                            const ControlSettings& settings);

} // namespace infoplane
