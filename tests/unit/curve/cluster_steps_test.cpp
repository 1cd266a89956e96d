// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/curve/anderson.h"
#include "core/curve/cholesky.h"
#include "core/curve/cluster_ascent.h"
#include "core/curve/cluster_weights.h"
#include "core/curve/new_clusters.h"
#include "core/support/philox.h"
#include "tests/unit/curve/curve_tables.h"

#include <gtest/gtest.h>

#include <cmath>

namespace infoplane::bottleneck {
namespace {

const std::function<bool()> kAlways;

Clusters randomClusters(std::uint64_t seed, std::size_t count, std::size_t y_count) {
    const JointTable table = randomTable(seed, count, y_count);
    return identityClusters(table);
}

TEST(ExponentiateRow, AgreesWithTheLibrary) {
    Clusters one = emptyClusters(1001, 1);
    std::vector<double> weight(one.stride, -1e300), given(one.stride, 0.0), row(one.stride);
    for (std::size_t t = 0; t < one.count; ++t)
        weight[t] = -0.699 * static_cast<double>(t);
    const double scaled = 0.25;
    const RowSum sum = exponentiateRow({1, one.stride, weight.data(), given.data()}, &scaled, row.data());
    EXPECT_EQ(sum.largest, 0.0);
    for (std::size_t t = 0; t < one.count; ++t)
        EXPECT_NEAR(row[t], std::exp(weight[t]), 1e-14 * std::exp(weight[t])) << t;
    EXPECT_NEAR(sum.sum, 1.0 / (1.0 - std::exp(-0.699)), 1e-13);
    EXPECT_EQ(row.back(), 0.0);
}

TEST(ClusterMap, NeverLowersItsBound) {
    const JointTable table = randomTable(1, 20, 4);
    ClusterMap map(table);
    for (const double beta : {0.03, 0.1, 0.3}) {
        map.setBeta(beta);
        Clusters clusters = randomClusters(2, 9, 4);
        ClusterMap::Image image;
        map.apply(clusters, image);
        for (int i = 0; i < 100; ++i) {
            const double before = image.value;
            const CurvePoint place = map.information(clusters);
            EXPECT_GE(place.I_TY - beta * place.I_XT, before - 1e-14); // it is a bound
            clusters.joint = image.joint;
            map.apply(clusters, image);
            EXPECT_GE(image.value, before - 1e-15);
        }
    }
}

// The best of many random starts of the plain ascent is never better than the annealed curve.
TEST(ReverseAnnealing, IsAtLeastAsGoodAsRandomStarts) {
    for (std::uint64_t seed = 0; seed < 6; ++seed) {
        const JointTable table = randomTable(100 + seed, 10, 4);
        const auto points = curveOf(table, {0.03, 0.06, 0.1, 0.15, 0.2, 0.3}).points;
        ClusterMap map(table);
        for (const BottleneckPoint& point : points) {
            map.setBeta(point.beta);
            for (std::uint64_t start = 0; start < 10; ++start) {
                ClusterAscent ascent(map, kAlways);
                ascent.begin(randomClusters(1000 + start, 10, 4));
                ascent.climb(1e-10, 3000);
                EXPECT_LE(ascent.image().value, point.lagrangian + 1e-10)
                    << "table " << seed << ", beta " << point.beta;
            }
        }
    }
}

// A start in a local optimum: the gap says so, and what was found leads out.
TEST(NewClusters, LeadOutOfALocalOptimum) {
    const JointTable table = tableOf({{0.45, 0.05}, {0.05, 0.45}});
    ClusterMap map(table);
    map.setBeta(0.3);
    ClusterAscent ascent(map, kAlways);
    const std::vector<std::size_t> all{0, 0};
    ascent.begin(grouped(identityClusters(table), all, 1));
    ascent.climb(1e-10, 1000);
    EXPECT_EQ(ascent.clusters().count, 1u);
    const double best = curveOf(table, {0.3}).points[0].lagrangian;
    const auto found = findNewClusters(map, ascent.clusters(), ascent.image().log_z, 1e-10, kAlways);
    EXPECT_GE(ascent.image().value + found.gap, best - 1e-14); // equal here, by symmetry, up to rounding
    ASSERT_EQ(found.clusters.count, 2u);
    ASSERT_TRUE(ascent.add(found.clusters));
    ascent.climb(1e-10, 1000);
    EXPECT_NEAR(ascent.image().value, best, 1e-10);
}

TEST(ClusterWeights, ReachTheOptimalityConditions) {
    const JointTable table = randomTable(3, 30, 4);
    ClusterMap map(table);
    map.setBeta(0.1);
    const Clusters best = withBestWeights(map, randomClusters(4, 12, 4));
    const std::vector<double> weight = clusterWeights(best);
    ClusterMap::Image image;
    map.apply(best, image);
    for (std::size_t t = 0; t < best.count; ++t) {
        EXPECT_LE(image.growth[t], 1.0 + 1e-9);
        EXPECT_LE(weight[t] * (1.0 - image.growth[t]), 1e-9);
    }
}

TEST(Anderson, SolvesALinearProblemInAFewSteps) {
    // s <- A s + b, with eigenvalues up to 0.99; five dimensions.
    const std::vector<double> a{0.99, 0.9, 0.5, -0.7, 0.1};
    std::vector<double> s(5, 0.0), g(5), next;
    Anderson anderson(8);
    for (int i = 0; i < 12; ++i) {
        for (std::size_t k = 0; k < 5; ++k)
            g[k] = a[k] * s[k] + 1.0;
        anderson.propose(s, g, next);
        s = next;
    }
    for (std::size_t k = 0; k < 5; ++k)
        EXPECT_NEAR(s[k], 1.0 / (1.0 - a[k]), 1e-6); // the plain steps would be 88 away from 100
}

TEST(SolveDefinite, GivesBackTheSolution) {
    std::vector<double> a{4, 0, 0, 2, 5, 0, 1, 3, 6}, b{4 + 4 + 3, 2 + 10 + 9, 1 + 6 + 18};
    solveDefinite(a, b, 1e-14);
    for (std::size_t i = 0; i < 3; ++i)
        EXPECT_NEAR(b[i], static_cast<double>(i + 1), 1e-14);
}

} // namespace
} // namespace infoplane::bottleneck
