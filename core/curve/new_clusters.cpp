// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/curve/new_clusters.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace infoplane::bottleneck {
namespace {

constexpr std::size_t kMostRows = 512, kMostFound = 16, kMostClimbs = 200;
constexpr double kPull = 0.02;
constexpr double kSame = 1e-4; // squared Hellinger distance

Clusters starts(const ClusterMap& map, const Clusters& clusters) {
    const JointTable& table = map.table();
    const std::vector<double>& of_y = map.labelProbability();
    const std::size_t rows = std::min(table.x_count, kMostRows);
    Clusters from = emptyClusters(rows + clusters.count + 1, table.y_count);
    const std::vector<double> weight = clusterWeights(clusters);
    const double share = 1.0 / static_cast<double>(from.count);
    for (std::size_t y = 0; y < table.y_count; ++y) {
        for (std::size_t i = 0; i < rows; ++i) {
            const std::size_t x = i * table.x_count / rows;
            const double given = table.row(x)[y] / map.rowProbability()[x];
            from.at(y, i) = share * ((1.0 - kPull) * given + kPull * of_y[y]);
        }
        for (std::size_t t = 0; t < clusters.count; ++t)
            from.at(y, rows + t) = share * (weight[t] > 0.0 ? clusters.at(y, t) / weight[t] : of_y[y]);
        from.at(y, rows + clusters.count) = share * of_y[y];
    }
    return from;
}

// Climbs until the largest gain, and every one that could matter, stands still.
std::vector<double> climbToTheTop(ClusterMap& map, Clusters& from, const std::vector<double>& log_z,
                                  double tolerance, const std::function<bool()>& proceed) {
    std::vector<double> gain, before;
    map.climb(from, log_z, gain);
    for (std::size_t i = 1; i < kMostClimbs; ++i) {
        if (proceed && !proceed()) break;
        before = gain;
        map.climb(from, log_z, gain);
        bool rising = false;
        for (std::size_t t = 0; t < gain.size(); ++t)
            rising |= gain[t] - before[t] > 0.01 * tolerance * (1.0 + gain[t]);
        if (!rising) break;
    }
    return gain;
}

} // namespace

NewClusters findNewClusters(ClusterMap& map, const Clusters& clusters, const std::vector<double>& log_z,
                            double tolerance, const std::function<bool()>& proceed) {
    const double of_gain = tolerance / map.beta();
    Clusters from = starts(map, clusters);
    const std::vector<double> gain = climbToTheTop(map, from, log_z, of_gain, proceed);
    std::vector<std::size_t> order(gain.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return gain[a] > gain[b]; });

    NewClusters found{map.beta() * std::log(std::max(1.0, gain[order.front()])), {}};
    const std::size_t width = from.y_count;
    const std::vector<double> root = hellingerCoordinates(from);
    const auto place = [&](std::size_t t) { return std::span(root).subspan(t * width, width); };
    std::vector<std::size_t> group(from.count, from.count);
    std::vector<std::size_t> chosen;
    for (const std::size_t t : order) {
        if (chosen.size() == kMostFound || std::log(gain[t]) <= 0.25 * of_gain) break;
        const bool known = std::ranges::any_of(
            chosen, [&](std::size_t c) { return squaredDistance(place(c), place(t)) < kSame; });
        if (!known) chosen.push_back(t);
    }
    for (std::size_t i = 0; i < chosen.size(); ++i)
        group[chosen[i]] = i;
    for (std::size_t& g : group)
        g = std::min(g, chosen.size());
    if (!chosen.empty()) found.clusters = grouped(from, group, chosen.size());
    return found;
}

} // namespace infoplane::bottleneck
