// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

// The rules of R. Shwartz-Ziv and N. Tishby (2017, arXiv 1703.00810, section 3.2): twelve bits say which of
// twelve even points of a sphere are set, and the label depends on nothing that a rotation changes.
namespace infoplane {

// p(y = 1 | x) of all 4,096 patterns, pattern x with bit i of x for point i. The points are the corners of an
// icosahedron r_i, and with P_l Legendre's polynomial
//     f(x) = sum_ij x_i x_j P_l(r_i . r_j),  x_i in {0, 1}, shifted and scaled to mean 0 and deviation 1,
//     p(y = 1 | x) = 1 / (1 + exp(-sharpness (f(x) - theta))),
// f being the power of x in the spherical harmonics of degree l, and theta such that p(y = 1) = 1/2.
// Requires 1 <= degree <= 3 (higher ones repeat them on twelve points) and sharpness > 0.
[[nodiscard]] std::vector<double> sphericalRule(std::int64_t degree, double sharpness);

} // namespace infoplane
