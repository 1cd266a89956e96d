// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/curve/bottleneck_curve.h"
#include "tests/unit/curve/curve_tables.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace infoplane {
namespace {

TEST(BottleneckCurve, KeepsDataProcessing) {
    for (const std::uint64_t seed : {1u, 2u, 3u}) {
        const BottleneckCurve curve = curveOf(randomTable(seed, 12, 4), evenBetas(30));
        for (const BottleneckPoint& point : curve.points) {
            EXPECT_LE(point.I_TY, point.I_XT);
            EXPECT_LE(point.I_TY, curve.table.information + 1e-14);
            EXPECT_LE(point.I_XT, curve.table.x_entropy + 1e-14);
            EXPECT_NEAR(point.lagrangian, point.I_TY - point.beta * point.I_XT, 1e-15);
        }
    }
}

// Each point has a supporting line of slope beta, below which all the others lie: concavity. With it the
// rates fall as beta rises, up to what the gaps leave open: (b' - b)(R' - R) <= gap + gap'.
TEST(BottleneckCurve, IsConcaveAndMonotone) {
    for (const std::uint64_t seed : {4u, 5u}) {
        const auto points = curveOf(randomTable(seed, 15, 5), evenBetas(50)).points;
        for (const BottleneckPoint& a : points)
            for (const BottleneckPoint& b : points)
                EXPECT_LE(b.I_TY - a.beta * b.I_XT, a.lagrangian + a.gap + 1e-13);
        for (std::size_t i = 1; i < points.size(); ++i) {
            const double open = 2e-10 / (points[i].beta - points[i - 1].beta);
            EXPECT_LE(points[i].I_XT, points[i - 1].I_XT + open);
            EXPECT_LE(points[i].I_TY, points[i - 1].I_TY + open);
        }
    }
}

TEST(BottleneckCurve, EndsAtTheSufficientStatistic) {
    // Three x, of which two have the same p(y|x).
    const BottleneckCurve curve = curveOf(tableOf({{0.1, 0.1}, {0.2, 0.2}, {0.3, 0.1}}), {1e-4});
    const double h = -0.6 * std::log(0.6) - 0.4 * std::log(0.4);
    EXPECT_NEAR(curve.statistic_entropy, h, 1e-14);
    EXPECT_NEAR(curve.points[0].I_XT, h, 1e-6);
    EXPECT_NEAR(curve.points[0].I_TY, curve.table.information, 1e-6);
    const auto line = bottleneckCurveLine(curve, 2.0);
    ASSERT_EQ(line.size(), 4u);
    EXPECT_EQ(line.front().I_XT, 0.0);
    EXPECT_EQ(line[2].I_XT, curve.statistic_entropy);
    EXPECT_EQ(line.back().I_TY, curve.table.information);
}

TEST(BottleneckCurve, ComesInAscendingBetaAndIsTheSameInAnyOrder) {
    const JointTable table = randomTable(6, 8, 3);
    const auto a = curveOf(table, {0.3, 0.1, 0.2}).points, b = curveOf(table, {0.1, 0.2, 0.3}).points;
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(a[i].beta, b[i].beta);
        EXPECT_EQ(a[i].lagrangian, b[i].lagrangian);
    }
}

TEST(BottleneckCurve, SaysWhereItHasNotConverged) {
    BottleneckOptions options;
    options.betas = {0.1};
    options.most_iterations = 1;
    const auto point = bottleneckCurve(randomTable(7, 20, 5), options).value().points[0];
    EXPECT_FALSE(point.converged);
    EXPECT_GT(point.gap, options.tolerance);
    const double best = curveOf(randomTable(7, 20, 5), {0.1}).points[0].lagrangian;
    EXPECT_GE(point.lagrangian + point.gap, best); // the gap holds there too
}

TEST(BottleneckCurve, RefusesWhatIsOutOfRange) {
    const JointTable table = randomTable(8, 4, 3);
    const auto error = [&](BottleneckOptions o) { return !bottleneckCurve(table, o).ok(); };
    EXPECT_TRUE(error({}));
    for (const double beta : {0.0, -1.0, 1e-7, 1e7, std::nan(""), std::numeric_limits<double>::infinity()})
        EXPECT_TRUE(error({.betas = {0.5, beta}})) << beta;
    EXPECT_TRUE(error({.betas = {0.5}, .tolerance = 1e-15}));
    EXPECT_TRUE(error({.betas = {0.5}, .tolerance = std::nan("")}));
    EXPECT_TRUE(error({.betas = {0.5}, .most_iterations = 0}));
    EXPECT_FALSE(bottleneckCurve(randomTable(9, kMostDistinctRows + 1, 2), {.betas = {0.5}}).ok());
}

TEST(BottleneckCurve, StopsWhenToldTo) {
    int asked = 0;
    const auto result = bottleneckCurve(randomTable(10, 20, 5),
                                        {.betas = evenBetas(50), .proceed = [&] { return ++asked < 5; }});
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(asked, 5);
}

} // namespace
} // namespace infoplane
