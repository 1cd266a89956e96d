// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/curve/deterministic_curve.h"
#include "tests/unit/curve/curve_tables.h"

#include <gtest/gtest.h>

#include <cmath>

namespace infoplane {
namespace {

TEST(DeterministicCurve, RisesToTheEntropyOfTheLabelsAndStays) {
    EXPECT_EQ(deterministicCurve(0.0, 0.7), 0.0);
    EXPECT_EQ(deterministicCurve(0.3, 0.7), 0.3);
    EXPECT_EQ(deterministicCurve(5.0, 0.7), 0.7);
}

TEST(DeterministicCurve, HasOneOptimumForEveryBetaOfThePlainLagrangian) {
    for (const double beta : {0.0, 1e-3, 0.5, 0.999}) {
        EXPECT_EQ(deterministicOptimum(beta, 0.7).I_XT, 0.7);
        EXPECT_EQ(deterministicOptimum(beta, 0.7).I_TY, 0.7);
    }
    EXPECT_EQ(deterministicOptimum(1.5, 0.7).I_XT, 0.0);
}

TEST(DeterministicCurve, IsTracedByTheSquaredLagrangian) {
    for (const double beta : {0.2, 0.8, 1.7, 30.0}) {
        const CurvePoint optimum = deterministicSquaredOptimum(beta, 0.7);
        const double best = optimum.I_TY - beta * optimum.I_XT * optimum.I_XT;
        for (int i = 0; i <= 1000; ++i) { // no rate does better
            const double rate = i * 1e-3;
            EXPECT_LE(deterministicCurve(rate, 0.7) - beta * rate * rate, best + 1e-15) << beta;
        }
    }
    EXPECT_DOUBLE_EQ(deterministicSquaredOptimum(1.0, 0.7).I_XT, 0.5);
}

TEST(DeterministicCurve, IsDrawnThroughItsCorner) {
    const auto line = deterministicCurveLine(0.7, 2.0);
    ASSERT_EQ(line.size(), 3u);
    EXPECT_EQ(line[1].I_XT, 0.7);
    EXPECT_EQ(line[2].I_XT, 2.0);
    EXPECT_EQ(line[2].I_TY, 0.7);
    EXPECT_EQ(deterministicCurveLine(0.7, 0.4).back().I_TY, 0.4);
    EXPECT_EQ(deterministicCurveLine(0.0, 0.0).size(), 1u);
    const auto samples = deterministicCurveSamples(0.7, 1.0, 11);
    EXPECT_DOUBLE_EQ(samples[3].I_TY, 0.3);
    EXPECT_EQ(samples[10].I_TY, 0.7);
}

// Twelve inputs of unequal probability, labels x mod 3: the iteration finds what the formula says.
TEST(DeterministicCurve, IsWhatBlahutArimotoFinds) {
    std::vector<std::vector<double>> rows(12, std::vector<double>(3, 0.0));
    for (std::size_t x = 0; x < 12; ++x)
        rows[x][x % 3] = static_cast<double>(x + 1) / 78.0;
    const BottleneckCurve curve = curveOf(tableOf(rows), {0.01, 0.3, 0.5, 0.95, 1.2});
    for (const BottleneckPoint& point : curve.points) {
        const CurvePoint exact = deterministicOptimum(point.beta, curve.table.y_entropy);
        EXPECT_NEAR(point.I_XT, exact.I_XT, 1e-12) << point.beta;
        EXPECT_NEAR(point.I_TY, exact.I_TY, 1e-12) << point.beta;
    }
    EXPECT_EQ(curve.points[0].clusters, 3u);
    EXPECT_EQ(curve.points[4].clusters, 1u);
}

} // namespace
} // namespace infoplane
