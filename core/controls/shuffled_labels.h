// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/controls/control.h"
#include "core/controls/controlled_layer.h"

#include <vector>

// The layer stays as it was trained, the labels are permuted within each split: T^ knows nothing of them. The
// estimators differ in what they must then give, and published planes read the first two as if it were 0:
// - mixture, the plug-in on its own points: I(T^;Y) of the empirical distribution, which is
//   I_N - sum_y p_y I_(n_y) of chance.h, between 0 and min(I(X;T^), H(Y)); the information that a plane with
//   true labels shows counts only as far as it lies above that.
// - binning, 30 equal bins on the layer's range: H(T_b) - sum_y p_y H_(n_y)(T_b), likewise; H(Y) where every
// point
//   has a cell of its own.
// - held_out_mixture: 0 within its error and never above it in expectation, because it measures on points
//   that it never saw (held_out_mixture.h; its mean and deviation over permutations are exact).
// - its accuracy on t^, and that of the linear probe on t, both fitted on permuted training labels and read
//   on permuted test labels: chance (permutation.h).
// Beside each stands the same number with the labels as they are.
namespace infoplane {

// The rows of one layer. An Error is an estimator's, or Cancelled.
[[nodiscard]] Result<std::vector<ControlRow>> shuffledLabels(const ControlledLayer& layer,
                                                             const ControlSettings& settings);

} // namespace infoplane
