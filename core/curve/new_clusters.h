// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/curve/cluster_map.h"

#include <functional>

namespace infoplane::bottleneck {

// Whether a mixture of clusters is optimal at its beta. Its value is concave in the mixture, so that it is
// the optimum exactly where no distribution q(y) has D = ClusterMap::climb's gain above 1 (the gradient
// theorem of mixture likelihoods: Lindsay, Ann. Statist. 11, 1983, theorem 4.1), and in any case
//   optimum - value <= beta ln max_q D(q)      (by Jensen).
// D is no concave function, so its maximum is sought by climbing from every p(y|x) (at most 512 of them,
// evenly spaced in their order), pulled towards p(y) so that no zero holds the climb, from every cluster and
// from p(y).
// `proceed` may be empty; false from it ends the climb where it is.
struct NewClusters {
    double gap = 0.0;  // beta ln max D over all that was found, at least 0
    Clusters clusters; // where D is clearly above 1: different ones, the best 16 at most; may be empty
};
[[nodiscard]] NewClusters findNewClusters(ClusterMap& map, const Clusters& clusters,
                                          const std::vector<double>& log_z, double tolerance,
                                          const std::function<bool()>& proceed);

} // namespace infoplane::bottleneck
