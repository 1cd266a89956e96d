// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"

#include <memory>

namespace infoplane {

// The pairwise bounds of Kolchinsky & Tracey 2017 (Bhattacharyya and Kullback-Leibler distances of equal
// Gaussians) on what the mixture plug-in measures, x continuous, x^ = x + sigma N(0, I), without any draw:
//   D_c(S) = -1/|S| sum_{i in S} ln 1/|S| sum_{j in S} exp(-|x_i - x_j|^2 / (c sigma^2)),
//   kt_lower: D_8(all) <= I(x;x^) <= D_2(all): kt_upper,                                cap ln N of both.
// Where y is discrete, with p_y the share and S_y the points of each symbol,
//   kt_lower: D_8(all) - sum_y p_y D_2(S_y) <= I(x^;y) <= D_2(all) - sum_y p_y D_8(S_y): kt_upper;
// the lower one may be negative and has the cap H(y), the upper one may lie above H(y) and has none.
// Bounds for the empirical distribution, without Monte Carlo error.
//
// Parameters: sigma. One point: 0. O(N^2 width) on settings.threads; the result does not depend on their
// number, to the last bit. Memory as makeMixture, and 512 bytes a point.
[[nodiscard]] std::unique_ptr<Estimator> makeKolchinskyTracey();

} // namespace infoplane
