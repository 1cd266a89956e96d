// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"

#include <memory>

namespace infoplane {

// KSG-1 (Kraskov, Stoegbauer, Grassberger 2004, eq. 8) for continuous x and y of any widths,
//   I(x;y) = psi(k) + psi(N) - < psi(n_x + 1) + psi(n_y + 1) >,
// n_x the number of other points strictly nearer in x than the k-th neighbour in (x, y) is, likewise n_y,
// under the maximum norm. Counting with <= instead is another estimator, lower by about 0.02 nats in ordinary
// cases. Ties as in neighbourhoods.h, psi(k) being the average of psi(joint): without ties exactly the
// formula above; warnings give the numbers of equal points and of ties. A constant x or y gives 0. Columns
// are not rescaled (a warning says where their deviations differ by more than 100). Near its cap it is too
// low, and a warning says so.
//
// No bound; too low for much information or many dimensions. Cap psi(N) - <psi(joint)>, at most psi(N) -
// psi(k) where nothing ties. Parameter k, 1..1000, default 3. Errors: not more points than k; Cancelled. In
// few dimensions, log2 N - 7 of x and y together, O(N log N), in more O(N^2 (width of x + width of y)).
[[nodiscard]] std::unique_ptr<Estimator> makeKsg();

} // namespace infoplane
