// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"

#include <memory>

namespace infoplane {

// The information of a Gaussian copula (Ince et al. 2017) for continuous x [N, p] and y [N, q]. Each column
// is replaced by z = Phi^-1(r / (N + 1)), r its ranks 1..N, equal numbers having the mean of theirs; of the
// covariances C of z,
//   I(x;y) = 1/2 ln(det C_x det C_y / det C_xy) - bias,
//   bias = 1/2 [sum_{i=1..p} + sum_{i=1..q} - sum_{i=1..p+q}] psi((N - i) / 2),
// which is the bias of the first term for Gaussian samples (Goodman 1963; Ince et al., eq. 12 ff.). No
// increasing map of a column changes the value. It sees linear dependence of z alone: for any other copula it
// is another number, a lower bound of the information where x or y taken for itself has a Gaussian copula.
// Hence no bound; the title and a warning say so. No cap.
//
// Constant columns, which carry no information, are left out with a warning; equal numbers are counted in
// one. Parameters: none. Errors: not more than p + q points; more than 4096 columns together; linearly
// dependent columns, for which it is not defined or infinite; Cancelled. O((p + q) N log N + (p + q)^2 N).
[[nodiscard]] std::unique_ptr<Estimator> makeGaussianCopula();

} // namespace infoplane
