// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/mixture/mixture_estimator.h"
#include "core/estimators/mixture/sandwich.h"
#include "tests/unit/estimators/noisy_support.h"

namespace infoplane {
namespace {

using namespace testing;

std::vector<Estimation> sandwich(const Variable& x, const ParameterValues& given, std::uint64_t seed = 1) {
    return measured(*makeSandwich(), x, x, given, seed);
}

TEST(Sandwich, SaysWhichBoundIsWhich) {
    const auto e = sandwich(points(normalNumbers(40, 1), 2), {{"sigma", 0.5}});
    ASSERT_EQ(e.size(), 2u);
    EXPECT_EQ(e[0].estimator, "infonce_known");
    EXPECT_EQ(e[0].direction, Direction::Lower);
    EXPECT_DOUBLE_EQ(e[0].estimate.cap, std::log(20.0));
    EXPECT_EQ(e[1].estimator, "leave_one_out");
    EXPECT_EQ(e[1].direction, Direction::Upper);
    EXPECT_TRUE(std::isnan(e[1].estimate.cap));
    EXPECT_EQ(e[0].estimand, "I(X;T^), T^ = T + 0.5 N(0, I)");
}

// mean_i ln p(x^_i|x_i) / (1/(N-1) sum_{k != i} p(x^_i|x_k)) with the estimator's own noise, by differences
// in long double; far apart (scale 100) the kernels are below exp(-10,000).
TEST(Sandwich, AgreesWithTheDefinition) {
    constexpr std::size_t kPoints = 90, kWidth = 3;
    std::vector<float> noise(kPoints * kWidth);
    fillNormal({9, Purpose::MeasurementNoise, 0}, 0, noise.data(), noise.size());
    for (const double scale : {0.5, 2.0, 100.0}) {
        std::vector<double> values = normalNumbers(kPoints * kWidth, 2);
        for (double& value : values)
            value *= scale;
        long double truth = 0;
        for (std::size_t i = 0; i < kPoints; ++i) {
            long double largest = -1e300L, sum = 0;
            std::vector<long double> exponents;
            for (std::size_t k = 0; k < kPoints; ++k) {
                if (k == i) continue;
                long double x = 0;
                for (std::size_t u = 0; u < kWidth; ++u) {
                    const long double e = noise[i * kWidth + u];
                    const long double step = (values[i * kWidth + u] - values[k * kWidth + u]) / 0.5L + e;
                    x += (e * e - step * step) / 2;
                }
                exponents.push_back(x);
                largest = std::max(largest, x);
            }
            for (const long double x : exponents)
                sum += std::exp(x - largest);
            truth += (std::log(kPoints - 1.0L) - largest - std::log(sum)) / kPoints;
        }
        const auto e = sandwich(points(values, kWidth), {{"sigma", 0.5}}, 9);
        const auto expected = static_cast<double>(truth);
        EXPECT_NEAR(e[1].estimate.value, expected, 1e-10 * std::max(1.0, expected));
    }
}

TEST(Sandwich, LowerBoundIsTheMixtureOfTheSameDraws) {
    const Variable x = points(normalNumbers(900, 3), 3);
    for (const double sigma : {0.05, 0.5, 5.0}) {
        const auto e = sandwich(x, {{"sigma", sigma}, {"draws", 3}}, 4);
        const auto mixture = measured(*makeMixture(), x, x, {{"sigma", sigma}, {"draws", 3}}, 4);
        EXPECT_NEAR(e[0].estimate.value, mixture[0].estimate.value, 1e-12);
        EXPECT_NEAR(e[0].estimate.standard_error, mixture[0].estimate.standard_error, 1e-12);
    }
}

// x of d Gaussian units: I = d/2 ln(1 + 1/sigma^2). The means over 40 samples of 400 points have deviations
// that are taken from the samples; three of them: a false alarm in 370 of a bound that is tight.
TEST(Sandwich, HoldsTheTruthOfAGaussianPopulation) {
    for (const std::size_t width : {1u, 4u}) {
        const double truth = 0.5 * static_cast<double>(width) * std::log(1 + 1 / 0.25);
        double sum[2] = {}, squares[2] = {};
        constexpr int kSamples = 40;
        for (std::uint64_t sample = 0; sample < kSamples; ++sample) {
            const auto e =
                sandwich(points(normalNumbers(400 * width, 50 + sample), width), {{"sigma", 0.5}}, sample);
            for (std::size_t i = 0; i < 2; ++i) {
                sum[i] += e[i].estimate.value / kSamples;
                squares[i] += e[i].estimate.value * e[i].estimate.value / kSamples;
            }
        }
        const auto error = [&](int i) { return std::sqrt((squares[i] - sum[i] * sum[i]) / (kSamples - 1)); };
        EXPECT_LE(sum[0], truth + 3 * error(0));
        EXPECT_GE(sum[1], truth - 3 * error(1));
        EXPECT_LT(sum[0], sum[1]);
    }
}

TEST(Sandwich, OfAConstantIsZero) {
    for (const Estimation& e : sandwich(points(std::vector<double>(300, 0.7), 3), {{"sigma", 0.1}}))
        EXPECT_NEAR(e.estimate.value, 0.0, 1e-12);
}

TEST(Sandwich, NeedsTwoPoints) {
    const Variable one = points({1, 2}, 2);
    const auto result = makeSandwich()->measure(one, one, settingsOf(*makeSandwich(), {{"sigma", 1.0}}), {});
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().text(), "sandwich: it needs at least two points");
}

TEST(Sandwich, DoesNotDependOnTheThreads) {
    const Variable x = points(normalNumbers(3000, 6), 3);
    expectTheSameOnAllThreads(*makeSandwich(), x, x, {{"sigma", 0.5}, {"draws", 2}});
}

TEST(Sandwich, StopsWhenAsked) {
    const Variable x = points(normalNumbers(3000, 6), 3);
    EXPECT_EQ(stopped(*makeSandwich(), x, x, {{"sigma", 0.5}}), ErrorCode::Cancelled);
}

} // namespace
} // namespace infoplane
