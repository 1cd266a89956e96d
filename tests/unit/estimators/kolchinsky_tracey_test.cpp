// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/mixture/kolchinsky_tracey.h"
#include "tests/unit/estimators/noisy_support.h"

namespace infoplane {
namespace {

using namespace testing;

std::vector<Estimation> bounds(const Variable& x, const Variable& y, double sigma) {
    return measured(*makeKolchinskyTracey(), x, y, {{"sigma", sigma}});
}

// D_c over the points with the label y; all points where y is negative.
double byDefinition(const Variable& x, const Variable& labels, std::int64_t y, double c, double sigma) {
    std::vector<std::size_t> members;
    for (std::size_t i = 0; i < x.points; ++i)
        if (y < 0 || labels.symbols[i] == y) members.push_back(i);
    double sum = 0;
    for (const std::size_t i : members) {
        double kernels = 0;
        for (const std::size_t j : members) {
            double square = 0;
            for (std::size_t unit = 0; unit < x.width; ++unit)
                square += std::pow((x.row(i)[unit] - x.row(j)[unit]) / sigma, 2);
            kernels += std::exp(-square / c);
        }
        sum -= std::log(kernels / static_cast<double>(members.size()));
    }
    return sum / static_cast<double>(members.size());
}

TEST(KolchinskyTracey, AgreesWithTheDefinition) {
    const Variable x = points(normalNumbers(120 * 3, 1), 3), y = inTurn(120, 3);
    for (const double sigma : {0.1, 0.5, 3.0}) {
        const auto e = bounds(x, y, sigma);
        ASSERT_EQ(e.size(), 4u);
        const double low = byDefinition(x, y, -1, 8, sigma), high = byDefinition(x, y, -1, 2, sigma);
        double within_low = 0, within_high = 0;
        for (const std::int64_t symbol : {0, 1, 2}) {
            within_low += byDefinition(x, y, symbol, 8, sigma) / 3;
            within_high += byDefinition(x, y, symbol, 2, sigma) / 3;
        }
        EXPECT_NEAR(e[0].estimate.value, low, 1e-11);
        EXPECT_NEAR(e[1].estimate.value, high, 1e-11);
        EXPECT_NEAR(e[2].estimate.value, low - within_high, 1e-11);
        EXPECT_NEAR(e[3].estimate.value, high - within_low, 1e-11);
    }
}

TEST(KolchinskyTracey, SaysWhichBoundIsWhich) {
    const auto e = bounds(points(normalNumbers(40, 1), 2), inTurn(20, 2), 0.5);
    ASSERT_EQ(e.size(), 4u);
    for (const std::size_t i : {0u, 2u}) {
        EXPECT_EQ(e[i].estimator, "kt_lower");
        EXPECT_EQ(e[i].direction, Direction::Lower);
        EXPECT_EQ(e[i + 1].estimator, "kt_upper");
        EXPECT_EQ(e[i + 1].direction, Direction::Upper);
        EXPECT_EQ(e[i].estimand, e[i + 1].estimand);
    }
    EXPECT_EQ(e[0].estimand, "I(X;T^), T^ = T + 0.5 N(0, I)");
    EXPECT_EQ(e[2].estimand, "I(T^;Y), T^ = T + 0.5 N(0, I)");
    EXPECT_DOUBLE_EQ(e[1].estimate.cap, std::log(20.0));
    EXPECT_DOUBLE_EQ(e[2].estimate.cap, std::log(2.0));
    EXPECT_TRUE(std::isnan(e[3].estimate.cap));
}

TEST(KolchinskyTracey, OfTwoPointsIsTheClosedForm) {
    const auto e = bounds(points({0, 3}, 1), inTurn(2, 2), 1.5);
    EXPECT_NEAR(e[0].estimate.value, -std::log((1 + std::exp(-4.0 / 8)) / 2), 1e-14);
    EXPECT_NEAR(e[1].estimate.value, -std::log((1 + std::exp(-4.0 / 2)) / 2), 1e-14);
}

TEST(KolchinskyTracey, OfOnePointOrAConstantIsZero) {
    for (const Estimation& e : bounds(points({3, 4}, 2), inTurn(1, 1), 0.1))
        EXPECT_EQ(e.estimate.value, 0.0);
    for (const Estimation& e : bounds(points(std::vector<double>(300, 0.7), 3), inTurn(100, 2), 0.1))
        EXPECT_NEAR(e.estimate.value, 0.0, 1e-12);
}

TEST(KolchinskyTracey, DoesNotSeeAConstantColumn) {
    std::vector<double> numbers = normalNumbers(100, 2), wider;
    for (const double number : numbers) {
        wider.push_back(number);
        wider.push_back(-12.25);
    }
    const auto a = bounds(points(numbers, 1), inTurn(100, 2), 0.5);
    const auto b = bounds(points(wider, 2), inTurn(100, 2), 0.5);
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_NEAR(a[i].estimate.value, b[i].estimate.value, 1e-13);
}

TEST(KolchinskyTracey, CountsDuplicatesAsOnePoint) {
    std::vector<double> values;
    for (int i = 0; i < 300; ++i)
        values.push_back(1000.0 * (i % 3));
    for (const Estimation& e : bounds(points(values, 1), inTurn(300, 3), 1.0))
        EXPECT_NEAR(e.estimate.value, std::log(3.0), 1e-8);
}

// 1,024 units at sigma^2 = 0.001, where the expanded square in float32 gave 8.346 above ln 4096 = 8.318.
TEST(KolchinskyTracey, HoldsTheCapInWideLayers) {
    const auto e = bounds(points(normalNumbers(1024 * 512, 4), 1024), inTurn(512, 10), std::sqrt(0.001));
    EXPECT_EQ(e[0].estimate.value, std::log(512.0));
    EXPECT_EQ(e[1].estimate.value, std::log(512.0));
    EXPECT_LE(e[2].estimate.value, e[2].estimate.cap);
}

// Shifted by 100, where float32 without centring was off by 0.0145. A double near 100 is rounded to 1.4e-14.
TEST(KolchinskyTracey, DoesNotChangeFarFromTheOrigin) {
    std::vector<double> values = normalNumbers(2048, 5);
    const auto here = bounds(points(values, 4), inTurn(512, 2), 0.3);
    for (double& value : values)
        value += 100;
    const auto there = bounds(points(values, 4), inTurn(512, 2), 0.3);
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_NEAR(here[i].estimate.value, there[i].estimate.value, 1e-11);
}

TEST(KolchinskyTracey, DoesNotDependOnTheThreads) {
    expectTheSameOnAllThreads(*makeKolchinskyTracey(), points(normalNumbers(3000, 6), 3), inTurn(1000, 3),
                              {{"sigma", 0.5}});
}

TEST(KolchinskyTracey, StopsWhenAsked) {
    EXPECT_EQ(stopped(*makeKolchinskyTracey(), points(normalNumbers(3000, 6), 3), inTurn(1000, 3),
                      {{"sigma", 0.5}}),
              ErrorCode::Cancelled);
}

} // namespace
} // namespace infoplane
