// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/curve/encoder_row.h"
#include "core/curve/joint_table.h"

#include <cstddef>
#include <span>
#include <vector>

namespace infoplane::bottleneck {

// The clusters of T as a mixture over distributions of y: q(t,y) >= 0, sums to 1.
struct Clusters {
    std::size_t count = 0;     // T
    std::size_t stride = 0;    // T in whole vectors; q(t,y) = 0 from T on
    std::size_t y_count = 0;   // Y
    std::vector<double> joint; // [Y, stride]

    [[nodiscard]] double& at(std::size_t y, std::size_t t) { return joint[y * stride + t]; }
    [[nodiscard]] double at(std::size_t y, std::size_t t) const { return joint[y * stride + t]; }
};

[[nodiscard]] Clusters emptyClusters(std::size_t count, std::size_t y_count); // q = 0

// T = X: q(t,y) = p(x,y).
[[nodiscard]] Clusters identityClusters(const JointTable& table);

// The sum of clusters of the same `group`, which are numbered from 0 to groups-1; a cluster of group `groups`
// is left out. Rescaled to sum to 1.
[[nodiscard]] Clusters grouped(const Clusters& clusters, std::span<const std::size_t> group,
                               std::size_t groups);

// (1 - weight) times the clusters, beside those of `added` (whose joint sums to 1) times weight.
[[nodiscard]] Clusters joined(const Clusters& clusters, const Clusters& added, double weight);

[[nodiscard]] std::vector<double> clusterWeights(const Clusters& clusters); // [T] q(t)

// For every cluster the square roots of q(y|t), [T, Y]: their Euclidean distance is Hellinger's.
[[nodiscard]] std::vector<double> hellingerCoordinates(const Clusters& clusters);
[[nodiscard]] double squaredDistance(std::span<const double> a, std::span<const double> b);

// Each pair of clusters that are one another's nearest, and their squared distance; nearest pairs first.
struct ClusterPair {
    std::size_t first = 0, second = 0; // first < second
    double distance = 0.0;
};
[[nodiscard]] std::vector<ClusterPair> nearestPairs(const Clusters& clusters);

} // namespace infoplane::bottleneck
