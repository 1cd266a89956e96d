// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"

#include <memory>

namespace infoplane {

// Matrix-based Renyi information of order alpha (Sanchez Giraldo, Rao & Principe 2015; Yu et al. 2020, eq.
// 4-7) for x and y of any kinds and widths. With K_ij = exp(-|x_i - x_j|^2 / (2 w^2)), or 1 where symbols are
// equal and 0 where they differ, A = K / N, likewise B of y, and the eigenvalues l of a matrix,
//   S(A) = ln(sum l^alpha) / (1 - alpha),     I(x;y) = S(A) + S(B) - S(A o B / tr(A o B)),
// o entry by entry; at alpha = 1 the limit S = -sum l ln l. For discrete x and y it is Renyi's entropy of the
// histograms. It is no Shannon information and depends on the widths, which the estimand names: values
// compare only at the same ones. Unit "nats of order 1.01".
//
// No bound. Cap ln N. Parameters: alpha 0.5..10, default 1.01 (below 0.5 the rounding of eigenvalues shows);
// width_x and width_y, the unit of x and y, 0 as by default for Silverman's rule (1986, eq. 4.14),
//   w = s (4 / ((d + 2) N))^(1 / (d + 4)),   s^2 the mean variance of the d columns,
// or 1 for a constant. In many columns that leaves every point alone, and the value stands at the cap.
// Errors: more than 4096 points (never a part of them unasked); Cancelled, asked between the at most three
// eigenvalue problems, each of which takes up to a minute at 4096 points. O(N^3), 256 MiB at 4096 points.
// Eigenvalues are LAPACK's, whose number of threads is LibTorch's.
[[nodiscard]] std::unique_ptr<Estimator> makeRenyi();

} // namespace infoplane
