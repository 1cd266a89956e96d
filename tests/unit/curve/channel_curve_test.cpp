// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/curve/curve_tables.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

// Channels whose curve is known in closed form.
namespace infoplane {
namespace {

constexpr double kLn2 = std::numbers::ln2;

double entropy(double p) {
    return p <= 0.0 || p >= 1.0 ? 0.0 : -p * std::log(p) - (1 - p) * std::log1p(-p);
}

// The p in [0, 1/2] of entropy h.
double inverseEntropy(double h) {
    double low = 0.0, high = 0.5;
    for (int i = 0; i < 200; ++i) {
        const double middle = 0.5 * (low + high);
        (entropy(middle) < h ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

double convolved(double a, double p) {
    return a * (1 - p) + (1 - a) * p;
}

// Mrs. Gerber's lemma (Wyner & Ziv 1973): the curve of the binary symmetric channel with uniform input.
double symmetricChannelCurve(double rate, double crossover) {
    return kLn2 - entropy(convolved(inverseEntropy(std::max(0.0, kLn2 - rate)), crossover));
}

JointTable symmetricChannel(double crossover) {
    return tableOf({{0.5 * (1 - crossover), 0.5 * crossover}, {0.5 * crossover, 0.5 * (1 - crossover)}});
}

TEST(BottleneckCurve, LiesOnMrsGerbersCurveForTheBinarySymmetricChannel) {
    for (const double crossover : {0.01, 0.1, 0.25, 0.4}) {
        const BottleneckCurve curve = curveOf(symmetricChannel(crossover), evenBetas(40));
        for (const BottleneckPoint& point : curve.points)
            EXPECT_NEAR(point.I_TY, symmetricChannelCurve(point.I_XT, crossover), 1e-8) << point.beta;
        EXPECT_NEAR(curve.table.information, kLn2 - entropy(crossover), 1e-14);
    }
}

// In bits with a natural exponential beta would be off by a factor ln 2, while the points stay on the curve.
// The slope there must be beta, and compression is complete from (1 - 2p)^2 on.
TEST(BottleneckCurve, MeansItsBetaAsSlopeInNats) {
    const double p = 0.1;
    EXPECT_EQ(curveOf(symmetricChannel(p), {0.645}).points[0].clusters, 1u);
    EXPECT_EQ(curveOf(symmetricChannel(p), {0.635}).points[0].clusters, 2u);
    for (const double beta : {0.05, 0.2, 0.4, 0.6}) {
        // Where d I(T;Y) / d I(X;T) = (1-2p) h'(v*p) / h'(v) is beta.
        double low = 1e-300, high = 0.5;
        for (int i = 0; i < 2000; ++i) {
            const double v = 0.5 * (low + high), w = convolved(v, p);
            const double slope = (1 - 2 * p) * std::log((1 - w) / w) / std::log((1 - v) / v);
            (slope < beta ? low : high) = v;
        }
        const BottleneckPoint point = curveOf(symmetricChannel(p), {beta}).points[0];
        const double best = (kLn2 - entropy(convolved(low, p))) - beta * (kLn2 - entropy(low));
        EXPECT_NEAR(point.lagrangian, best, 1e-10) << beta;
        EXPECT_NEAR(point.I_XT, kLn2 - entropy(low), 1e-4)
            << beta; // an error of 1e-10 in L moves it by its root
    }
}

// T = X is optimal below the slope 1 - e, and nothing above it.
TEST(BottleneckCurve, IsALineForTheErasureChannel) {
    const double e = 0.3;
    const JointTable table = tableOf({{0.5 * (1 - e), 0.0, 0.5 * e}, {0.0, 0.5 * (1 - e), 0.5 * e}});
    const BottleneckCurve curve = curveOf(table, {0.01, 0.2, 0.5, 0.69, 0.71, 0.9});
    for (const BottleneckPoint& point : curve.points) {
        EXPECT_NEAR(point.I_XT, point.beta < 1 - e ? kLn2 : 0.0, 1e-9) << point.beta;
        EXPECT_NEAR(point.I_TY, (1 - e) * point.I_XT, 1e-9) << point.beta;
    }
}

TEST(BottleneckCurve, IsAPointForIndependentVariables) {
    const BottleneckCurve curve = curveOf(tableOf({{0.06, 0.14}, {0.24, 0.56}}), evenBetas(5));
    EXPECT_EQ(curve.statistic_entropy, 0.0); // both p(y|x) are one
    for (const BottleneckPoint& point : curve.points) {
        EXPECT_EQ(point.clusters, 1u);
        EXPECT_NEAR(point.I_XT, 0.0, 1e-14);
        EXPECT_NEAR(point.I_TY, 0.0, 1e-14);
    }
}

} // namespace
} // namespace infoplane
