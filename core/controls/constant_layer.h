// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/controls/control.h"
#include "core/controls/controlled_layer.h"

#include <vector>

// T = c for every point. T^ = c + noise depends on nothing, so that I(X;T^) = I(T^;Y) = 0, and every
// estimator that draws no part of a sample must give 0 exactly, at any sigma and N: all kernels are equal
// (mixture, kt, sandwich), all points have one cell (bins), the covariance is 0 (Gaussian bounds), all
// distances tie (ksg, ross), the kernel matrix has rank 1 (renyi). Rounding is allowed for, 1e-9 nats. gao
// alone gives ln N - psi(N), between 1/(2N) and 1/N (Alzer 1997), because it has a logarithm where the others
// have a digamma. Estimators that train a critic are left out: they are 0 in expectation only.
namespace infoplane {

inline constexpr std::size_t kConstantPoints = 500; // the first so many of a random order

// A row for each information that each listed estimator gives of (T, Y), and of (X, T) where it needs no
// noise; `layer` gives X (its T), Y and sigma. An estimator that refuses gives a row that says why. An Error
// is Cancelled.
[[nodiscard]] Result<std::vector<ControlRow>> constantLayer(const ControlledLayer& layer,
                                                            const ControlSettings& settings);

} // namespace infoplane
