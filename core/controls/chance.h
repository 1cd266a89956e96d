// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/controls/control.h"
#include "core/controls/controlled_layer.h"

#include <cstdint>
#include <functional>

// What I(T^;Y) of the empirical distribution comes to where the labels were permuted. It is not 0. Y is a
// function of the point, so by the chain rule, with p_y = n_y/N the label shares and I_S the information
// I(X;T^) of the points S alone,
//   I(T^;Y) = I(X;T^) - I(X;T^|Y) = I_all - sum_y p_y I_{points of label y}.
// The points of a permuted label are any n_y of the N, so that on average over permutations
//   E I(T^;Y_permuted) = I_N - sum_y p_y E I_(n_y):
// what the plug-in gains between n_y and N points, its bias in the sample size and nothing else. It is near 0
// where I(X;T^) is far below ln n_y, and near H(Y) where each point is told from all others, I_n = ln n. The
// same holds for bins, with H(T_b) for I(X;T^).
namespace infoplane {

// I(X;T^), or H(T_b), of some points; the seed is for what it draws.
using Rate = std::function<Result<Estimate>(const Variable& points, std::uint64_t seed)>;

struct Chance {
    double mean = 0.0;      // of I_N - sum p_y I_(n_y) over kPermutations permutations, nats
    double deviation = 0.0; // over them, Monte Carlo error of the parts included
    Estimate rate;          // I_N; its error is common to all permutations
    // Of one further value about `mean`: the deviation, that of the mean, and that of the rate.
    [[nodiscard]] double errorOfNext() const;
};

// Measures the right-hand side with noise and permutations that no other measurement has, so that agreement
// with a measured I(T^;Y_permuted) is no tautology.
[[nodiscard]] Result<Chance> chanceOf(const ControlledLayer& layer, const Rate& rate);

} // namespace infoplane
