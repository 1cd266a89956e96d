// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace infoplane::bottleneck {

// Solves A v = b for a symmetric positive definite A [n, n], row-major, of which only the lower triangle is
// read; A becomes its Cholesky factor and b the solution. A pivot below `least` is raised to it.
void solveDefinite(std::span<double> a, std::span<double> b, double least);

} // namespace infoplane::bottleneck
