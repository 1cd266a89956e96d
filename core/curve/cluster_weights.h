// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/curve/cluster_map.h"

namespace infoplane::bottleneck {

// The best weights q(t) for given q(y|t): the maximum over q >= 0, sum q = 1 of sum_x p(x) ln sum_t q(t)
// f_xt,
//   f_xt = prod_y q(y|t)^(p(y|x)/beta),
// which is concave. Rounds of Blahut-Arimoto shrink a needless cluster by its D alone (ClusterMap::climb), in
// thousands of rounds where D is near 1; Newton's steps of a primal-dual interior-point method take some
// twenty. Time steps x X x T^2; above kMostWeightCells = X T^2 the clusters come back as they were.
inline constexpr std::size_t kMostWeightCells = std::size_t{1} << 22;
[[nodiscard]] Clusters withBestWeights(ClusterMap& map, const Clusters& clusters);

} // namespace infoplane::bottleneck
