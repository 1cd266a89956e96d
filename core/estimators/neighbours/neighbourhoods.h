// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/neighbours/grouped_points.h"
#include "core/estimators/variable.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace infoplane {

// The counts under all estimators by nearest neighbours, for any kinds of x and y. The distance of two points
// is the larger of their distances in x and in y; those are the maximum norm for numbers, and for symbols 0
// where they are equal and infinite where they differ. Point i has the radius r_i, its distance to its k-th
// neighbour or to its last one where it has fewer at a finite distance.
//
// Tie rule, without random numbers. The ball of point i holds what is strictly nearer than r_i; where r_i = 0
// it holds what is at the distance 0. Each count is that of the points in the ball, point i among them: of
// (x, y) (k where no distances tie, else fewer, or more at r_i = 0), of x alone, of y alone. With
//   psi(joint) + psi(N) - psi(x) - psi(y)
// the balls of tied points give a bias-corrected histogram, and a constant x or y exactly 0.
struct Neighbourhoods {
    std::vector<std::uint32_t> joint, x, y; // [N], each at least 1 and joint <= x, y
    std::size_t fewer = 0;                  // points with fewer than k others at a finite distance
};

// Empty where settings.proceed returned false. Independent of settings.threads. By a tree where that is
// faster (neighbourhoods.cpp says where), else over all pairs.
[[nodiscard]] std::optional<Neighbourhoods> findNeighbourhoods(const Variable& x, const Variable& y,
                                                               const SearchSettings& settings);

} // namespace infoplane
