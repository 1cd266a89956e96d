// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/curve/clusters.h"

#include "core/support/assert.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace infoplane::bottleneck {

Clusters emptyClusters(std::size_t count, std::size_t y_count) {
    const std::size_t stride = (count + kLanes - 1) / kLanes * kLanes;
    return {count, stride, y_count, std::vector<double>(stride * y_count, 0.0)};
}

Clusters identityClusters(const JointTable& table) {
    Clusters clusters = emptyClusters(table.x_count, table.y_count);
    for (std::size_t x = 0; x < table.x_count; ++x)
        for (std::size_t y = 0; y < table.y_count; ++y)
            clusters.at(y, x) = table.p[x * table.y_count + y];
    return clusters;
}

Clusters grouped(const Clusters& clusters, std::span<const std::size_t> group, std::size_t groups) {
    INFOPLANE_ASSERT(group.size() == clusters.count && groups > 0);
    Clusters result = emptyClusters(groups, clusters.y_count);
    for (std::size_t y = 0; y < clusters.y_count; ++y)
        for (std::size_t t = 0; t < clusters.count; ++t)
            if (group[t] < groups) result.at(y, group[t]) += clusters.at(y, t);
    const double sum = std::accumulate(result.joint.begin(), result.joint.end(), 0.0);
    INFOPLANE_ASSERT(sum > 0.0);
    for (double& q : result.joint)
        q /= sum;
    return result;
}

Clusters joined(const Clusters& clusters, const Clusters& added, double weight) {
    Clusters result = emptyClusters(clusters.count + added.count, clusters.y_count);
    for (std::size_t y = 0; y < clusters.y_count; ++y) {
        for (std::size_t t = 0; t < clusters.count; ++t)
            result.at(y, t) = (1.0 - weight) * clusters.at(y, t);
        for (std::size_t t = 0; t < added.count; ++t)
            result.at(y, clusters.count + t) = weight * added.at(y, t);
    }
    return result;
}

std::vector<double> clusterWeights(const Clusters& clusters) {
    std::vector<double> weight(clusters.count, 0.0);
    for (std::size_t y = 0; y < clusters.y_count; ++y)
        for (std::size_t t = 0; t < clusters.count; ++t)
            weight[t] += clusters.at(y, t);
    return weight;
}

std::vector<double> hellingerCoordinates(const Clusters& clusters) {
    const std::vector<double> weight = clusterWeights(clusters);
    std::vector<double> root(clusters.count * clusters.y_count, 0.0);
    for (std::size_t t = 0; t < clusters.count; ++t)
        for (std::size_t y = 0; y < clusters.y_count; ++y)
            if (weight[t] > 0.0) root[t * clusters.y_count + y] = std::sqrt(clusters.at(y, t) / weight[t]);
    return root;
}

double squaredDistance(std::span<const double> a, std::span<const double> b) {
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += (a[i] - b[i]) * (a[i] - b[i]);
    return sum;
}

std::vector<ClusterPair> nearestPairs(const Clusters& clusters) {
    const std::size_t width = clusters.y_count;
    const std::vector<double> root = hellingerCoordinates(clusters);
    std::vector<ClusterPair> nearest(clusters.count, {0, 0, std::numeric_limits<double>::infinity()});
    for (std::size_t a = 0; a < clusters.count; ++a)
        for (std::size_t b = 0; b < a; ++b) {
            const double distance = squaredDistance(std::span(root).subspan(a * width, width),
                                                    std::span(root).subspan(b * width, width));
            if (distance < nearest[a].distance) nearest[a] = {b, a, distance};
            if (distance < nearest[b].distance) nearest[b] = {b, a, distance};
        }
    std::vector<ClusterPair> pairs;
    for (std::size_t a = 0; a < clusters.count; ++a) {
        const ClusterPair& pair = nearest[a];
        if (pair.first == a && pair.second != a && nearest[pair.second].first == a) pairs.push_back(pair);
    }
    std::ranges::sort(pairs, {}, &ClusterPair::distance);
    return pairs;
}

} // namespace infoplane::bottleneck
