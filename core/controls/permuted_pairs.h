// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/controls/control.h"
#include "core/controls/controlled_layer.h"

#include <vector>

// Pairs that belong together are broken: each point keeps its T (or Y, or X) and takes the T^ of another.
// What is left is independent, with the marginals as they were, and an estimator that sees only pairs must
// give 0 within its error. The error is its deviation over kPairPermutations permutations, the value their
// mean, the allowance 3 deviations of one measurement (and 1/N, what psi and ln differ by): a bias that a
// single measurement would not show is not complained of.
//
// In a deterministic network T is a function of X and T^ depends on X through T alone, so that I(X;T^) =
// I(T;T^): the pairs are (T, T^), two continuous variables, by ksg and gaussian_copula, and (T^, Y) by ross.
// (X, T^) by ksg stands beside. For ksg nothing must hold where numbers of X or T repeat (in one point of 20
// of a column), as bits and grey levels do, or saturated units: it rests on densities, and equal distances
// are counted by a rule for ties; the rows say what comes of it.
namespace infoplane {

inline constexpr std::size_t kPairPermutations = 10;
inline constexpr std::size_t kMostPairs = 2000; // the first so many of a random order are taken

// The rows of one layer. An estimator that cannot measure the pairs gives a row that says why. An Error is
// Cancelled.
[[nodiscard]] Result<std::vector<ControlRow>>
permutedPairs(const ControlledLayer& layer, const Variable& inputs, const ControlSettings& settings);

} // namespace infoplane
