// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"

#include <memory>

namespace infoplane {

// Gao, Kannan, Oh & Viswanath (2017, Algorithm 1) for x and y of any kinds and for mixtures of both kinds in
// one variable,
//   I(x;y) = < psi(k_i) + ln N - psi(n_x) - psi(n_y) >,
// with the counts of neighbourhoods.h: k_i is k for a point among continuous ones, and the number of points
// equal to it where k others are. Like the authors' program, and unlike the paper's print, it has digammas
// and strict counts; unlike both, k_i is the number of points strictly inside where distances tie short of 0,
// and different symbols of a discrete variable are infinitely far apart, whatever their numbers. Without ties
// and symbols it is KSG-1 plus ln N - psi(N), about 1/(2N); for discrete x and y about the joint histogram
// with the bias correction of Miller (1955). Equal values are what it is for and raise no warning. Columns
// are not rescaled (a warning says where their deviations differ by more than 100). Near the cap of two
// continuous variables it is too low, and a warning says so.
//
// No bound; too low for much information or many dimensions. Cap ln N - <psi(joint)>, and ln N - <psi(N_y)>
// for a discrete y, likewise x. Parameter k, 1..1000, default 3. Errors: not more points than k; Cancelled.
// Time as ksg; O(N log N) for discrete x and y.
[[nodiscard]] std::unique_ptr<Estimator> makeGao();

} // namespace infoplane
