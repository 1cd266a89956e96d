// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/counts/histogram.h"
#include "core/estimators/renyi/kernel_matrix.h"
#include "core/estimators/renyi/renyi.h"
#include "tests/unit/estimators/samples.h"

#include <gtest/gtest.h>

namespace infoplane {
namespace {

using namespace samples;

double renyi(const Variable& x, const Variable& y, const ParameterValues& given = {}) {
    return measure(*makeRenyi(), x, y, given).estimate.value;
}

double entropy(const Numbers& shares, double alpha) {
    double sum = 0;
    for (const double p : shares)
        sum += std::pow(p, alpha);
    return std::log(sum) / (1 - alpha);
}

// Of two points a kernel matrix has the eigenvalues (1 +- k) / 2.
TEST(Renyi, OfTwoPointsIsKnown) {
    const double kx = std::exp(-0.5 * 4), ky = std::exp(-0.5 * 25 / 4.0);
    const auto of = [](double k) { return entropy({(1 + k) / 2, (1 - k) / 2}, 1.01); };
    const double exact = of(kx) + of(ky) - of(kx * ky);
    const Variable x = continuous("x", {1, 3}), y = continuous("y", {0, 3, 4, 0}, 2);
    EXPECT_NEAR(renyi(x, y, {{"width_x", 1}, {"width_y", 2}}), exact, 1e-12);
}

TEST(Renyi, OfSymbolsIsThatOfTheHistograms) {
    std::vector<std::int64_t> x, y;
    for (std::int64_t i = 0; i < 200; ++i) {
        x.push_back(i % 2);
        y.push_back(i % 20 < 2 ? 1 - x.back() : x.back()); // a binary symmetric channel, crossover 0.1
    }
    const Variable vx = discrete("x", x), vy = discrete("y", y);
    for (const double alpha : {0.5, 1.01, 2.0, 10.0})
        EXPECT_NEAR(renyi(vx, vy, {{"alpha", alpha}}),
                    2 * std::log(2.0) - entropy({0.45, 0.45, 0.05, 0.05}, alpha), 1e-6)
            << alpha;
    EXPECT_NEAR(renyi(vx, vy, {{"alpha", 1}}), measure(*makeHistogram(), vx, vy).estimate.value, 1e-12);
    // Far apart on the line is as good as different.
    Numbers far(x.begin(), x.end());
    EXPECT_NEAR(renyi(continuous("x", far), vy, {{"width_x", 1e-3}}), renyi(vx, vy), 1e-12);
}

TEST(Renyi, OfAConstantIsZero) {
    const Variable x = continuous("x", normals(50, 1)), c = continuous("c", Numbers(50, 2.0));
    EXPECT_NEAR(renyi(x, c), 0.0, 1e-12);
    EXPECT_NEAR(renyi(c, c), 0.0, 1e-12);
    EXPECT_EQ(renyi(continuous("x", {1}), continuous("y", {2})), 0.0);
}

TEST(Renyi, OfDistinctPointsWithNarrowKernelsStandsAtTheCap) {
    const Variable x = continuous("x", normals(64, 1));
    const Estimation e = measure(*makeRenyi(), x, x, {{"width_x", 1e-9}, {"width_y", 1e-9}});
    EXPECT_NEAR(e.estimate.value, std::log(64.0), 1e-9);
    EXPECT_EQ(e.estimate.flags, kAtCap);
}

TEST(Renyi, IsUnchangedByRotationsAndUnits) {
    const auto [x, y] = gaussians(100, 0.6, 2);
    Variable turned = x;
    for (std::size_t i = 0; i < x.points; ++i) {
        turned.values[2 * i] = 3 * (0.8 * x.values[2 * i] - 0.6 * x.values[2 * i + 1]) + 5;
        turned.values[2 * i + 1] = 3 * (0.6 * x.values[2 * i] + 0.8 * x.values[2 * i + 1]);
    }
    EXPECT_NEAR(renyi(turned, y), renyi(x, y), 1e-10); // Silverman's width follows the unit
    EXPECT_NEAR(renyi(x, y), renyi(y, x), 1e-12);
    EXPECT_GT(renyi(x, y), renyi(x, gaussians(100, 0.6, 2, 5).y));
}

TEST(Renyi, NamesItsOrderAndItsWidths) {
    const Variable x = continuous("x", {1, 3}), y = discrete("y", {1, 2});
    const Estimation e = measure(*makeRenyi(), x, y, {{"alpha", 2}, {"width_x", 0.5}});
    EXPECT_EQ(e.unit, "nats of order 2");
    EXPECT_EQ(e.estimand, "I(x;y), kernels of x: width 0.5, y: equal symbols");
    EXPECT_NEAR(silvermanWidth(x), std::pow(4.0 / 6, 0.2), 1e-14); // deviation 1, N = 2, d = 1
}

TEST(Renyi, SaysWhatIsWrong) {
    const Variable many = continuous("x", Numbers(4097, 1));
    const EstimatorSettings settings{completeParameters(makeRenyi()->info(), {}).value(), 1, 1};
    EXPECT_EQ(makeRenyi()->measure(many, many, settings, {}).error().text(),
              "renyi: it takes at most 4096 points and there are 4097: give a part of them");
    const auto [x, y] = gaussians(50, 0.6);
    EXPECT_EQ(makeRenyi()->measure(x, y, settings, [] { return false; }).error().code, ErrorCode::Cancelled);
}

TEST(KernelMatrix, IsSymmetricOnAnyNumberOfThreads) {
    const Variable x = continuous("x", normals(90 * 3, 1), 3);
    const Matrix one = kernelMatrix(x, 0.7, {1, {}}).value(), three = kernelMatrix(x, 0.7, {3, {}}).value();
    EXPECT_EQ(one.values, three.values);
    for (std::size_t i = 0; i < 90; ++i)
        for (std::size_t j = 0; j <= i; ++j) {
            double square = 0;
            for (std::size_t c = 0; c < 3; ++c)
                square += (x.row(i)[c] - x.row(j)[c]) * (x.row(i)[c] - x.row(j)[c]);
            EXPECT_NEAR(one.at(i, j), std::exp(-0.5 * square / 0.49), 1e-13);
            EXPECT_EQ(one.at(i, j), one.at(j, i));
        }
}

} // namespace
} // namespace infoplane
