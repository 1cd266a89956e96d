// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"

#include <memory>

namespace infoplane {

// Ross (2014, eq. 2) for one continuous variable x of any width and one discrete variable y, in either order,
//   I(x;y) = psi(N) + psi(k) - <psi(N_y)> - <psi(m)>,
// N_y the number of points with the label of the point, m that of the points of any label, itself included,
// that are strictly nearer than its k-th neighbour among those with its own label, under the maximum norm. In
// a class of N_y <= k points all N_y - 1 others are taken; a class of one point is dropped, as the paper has
// it, N being that of what is left; warnings give the numbers. Ties as in neighbourhoods.h, psi(k) being the
// average of psi(joint). Columns are not rescaled.
//
// No bound; too low for much information. Cap psi(N) - <psi(N_y)>, about H(y). Parameter k, 1..1000,
// default 3. Errors: not more points than k; no label that two points have; Cancelled. Time as ksg.
[[nodiscard]] std::unique_ptr<Estimator> makeRoss();

} // namespace infoplane
