// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/mixture/mixture_estimator.h"
#include "tests/unit/estimators/noisy_support.h"

namespace infoplane {
namespace {

using namespace testing;

std::vector<Estimation> mixture(const Variable& x, const Variable& y, const ParameterValues& given,
                                std::uint64_t seed = 1) {
    return measured(*makeMixture(), x, y, given, seed);
}

TEST(Mixture, OfTwoPointsFarApartIsLnTwoExactly) {
    const auto e = mixture(points({0, 0, 30, 40}, 2), inTurn(2, 2), {{"sigma", 1.0}});
    ASSERT_EQ(e.size(), 2u);
    for (const Estimation& of : e) {
        EXPECT_EQ(of.estimate.value, std::log(2.0));
        EXPECT_EQ(of.estimate.cap, std::log(2.0));
        EXPECT_EQ(of.estimate.standard_error, 0.0);
        EXPECT_EQ(of.estimate.flags, std::uint32_t{kAtCap});
    }
}

TEST(Mixture, SaysWhatItMeasured) {
    const auto e = mixture(points(normalNumbers(40, 1), 2), inTurn(20, 2), {{"sigma", 0.5}}, 7);
    ASSERT_EQ(e.size(), 2u);
    EXPECT_EQ(e[0].estimator, "mixture");
    EXPECT_EQ(e[0].estimand, "I(X;T^), T^ = T + 0.5 N(0, I)");
    EXPECT_EQ(e[1].estimand, "I(T^;Y), T^ = T + 0.5 N(0, I)");
    EXPECT_EQ(e[0].direction, Direction::Exact);
    EXPECT_EQ(e[0].samples, 20u);
    EXPECT_EQ(e[0].parameters, R"({"sigma":0.5,"draws":1,"error":0,"seed":7})");
    EXPECT_TRUE(e[0].warnings.empty());
}

// x of two Gaussian units: I = 2 * 1/2 ln(1 + 1 / sigma^2). The information density has a variance below 2,
// so that the mean over 16 samples of 4,096 points has a deviation below 0.0055; four of them are a false
// alarm in 16,000. Of the population's information the plug-in is too low, by at most ln(1 + chi^2 / N) in
// expectation, with the chi-square information (1 + 1 / sigma^2)^2 - 1.
TEST(Mixture, ApproachesTheLinearGaussianClosedForm) {
    for (const double sigma : {0.3, 1.0}) {
        double mean = 0;
        for (std::uint64_t sample = 0; sample < 16; ++sample) {
            const Variable x = points(normalNumbers(8192, 20 + sample), 2);
            mean += mixture(x, x, {{"sigma", sigma}}, sample)[0].estimate.value / 16;
        }
        const double gain = 1 + 1 / (sigma * sigma), truth = std::log(gain);
        EXPECT_LT(mean, truth + 4 * 0.0055);
        EXPECT_GT(mean, truth - 4 * 0.0055 - std::log(1 + (gain * gain - 1) / 4096));
    }
}

TEST(Mixture, OfAContinuousYGivesTheInputAlone) {
    const Variable x = points(normalNumbers(40, 1), 2);
    EXPECT_EQ(mixture(x, x, {{"sigma", 0.5}}).size(), 1u);
}

TEST(Mixture, OfOnePointOrAConstantIsZero) {
    const auto one = mixture(points({3, 4}, 2), inTurn(1, 1), {{"sigma", 0.5}, {"error", 0.01}});
    EXPECT_EQ(one[0].estimate.value, 0.0);
    EXPECT_EQ(one[0].estimate.standard_error, 0.0);
    EXPECT_EQ(one[1].estimate.value, 0.0);
    const auto constant = mixture(points(std::vector<double>(300, 0.7), 3), inTurn(100, 2), {{"sigma", 0.1}});
    EXPECT_NEAR(constant[0].estimate.value, 0.0, 1e-12);
    EXPECT_NEAR(constant[1].estimate.value, 0.0, 1e-12);
}

TEST(Mixture, CountsDuplicatesAsOnePoint) {
    std::vector<double> values;
    for (int i = 0; i < 300; ++i)
        values.push_back(1000.0 * (i % 3));
    const auto e = mixture(points(values, 1), inTurn(300, 3), {{"sigma", 1.0}});
    EXPECT_NEAR(e[0].estimate.value, std::log(3.0), 1e-8);
    EXPECT_NEAR(e[1].estimate.value, std::log(3.0), 1e-8);
}

TEST(Mixture, AddsDrawsUntilTheErrorIsSmallEnough) {
    const Variable x = points(normalNumbers(400, 3), 2);
    const Variable y = inTurn(200, 2);
    const auto one = mixture(x, y, {{"sigma", 0.5}});
    ASSERT_GT(one[0].estimate.standard_error, 0.02);
    const auto e = mixture(x, y, {{"sigma", 0.5}, {"error", 0.005}});
    EXPECT_LE(e[0].estimate.standard_error, 0.005);
    EXPECT_LE(e[1].estimate.standard_error, 0.005);
    EXPECT_TRUE(e[0].warnings.empty());
    EXPECT_EQ(e[0].parameters.find("\"draws\":1,"), std::string::npos) << e[0].parameters;
    // Both are means over the same points; the errors are of their draws.
    EXPECT_NEAR(e[0].estimate.value, one[0].estimate.value, 4 * one[0].estimate.standard_error);
}

TEST(Mixture, WarnsWhereTheErrorIsOutOfReach) {
    const auto e = mixture(points({0, 1}, 1), inTurn(2, 2), {{"sigma", 1.0}, {"error", 1e-6}});
    ASSERT_EQ(e[0].warnings.size(), 1u);
    EXPECT_NE(e[0].warnings[0].find("after 1024 draws"), std::string::npos) << e[0].warnings[0];
}

// 1,024 units at sigma^2 = 0.001, where the expanded square in float32 gave 8.346 above ln 4096 = 8.318.
TEST(Mixture, HoldsTheCapInWideLayers) {
    const auto e =
        mixture(points(normalNumbers(1024 * 512, 4), 1024), inTurn(512, 10), {{"sigma", std::sqrt(0.001)}});
    EXPECT_LE(e[0].estimate.value, std::log(512.0));
    EXPECT_NEAR(e[0].estimate.value, std::log(512.0), 1e-12);
    EXPECT_LE(e[1].estimate.value, e[1].estimate.cap);
}

// Shifted by 100, where float32 without centring was off by 0.0145. A double near 100 is rounded to 1.4e-14.
TEST(Mixture, DoesNotChangeFarFromTheOrigin) {
    std::vector<double> values = normalNumbers(2048, 5);
    const Variable here = points(values, 4);
    for (double& value : values)
        value += 100;
    const auto a = mixture(here, inTurn(512, 2), {{"sigma", 0.3}});
    const auto b = mixture(points(values, 4), inTurn(512, 2), {{"sigma", 0.3}});
    EXPECT_LT(a[0].estimate.value, 0.99 * a[0].estimate.cap);
    EXPECT_NEAR(a[0].estimate.value, b[0].estimate.value, 1e-11);
    EXPECT_NEAR(a[1].estimate.value, b[1].estimate.value, 1e-11);
}

TEST(Mixture, DoesNotDependOnTheThreads) {
    expectTheSameOnAllThreads(*makeMixture(), points(normalNumbers(3000, 6), 3), inTurn(1000, 3),
                              {{"sigma", 0.5}, {"draws", 2}});
}

TEST(Mixture, StopsWhenAsked) {
    EXPECT_EQ(stopped(*makeMixture(), points(normalNumbers(3000, 6), 3), inTurn(1000, 3), {{"sigma", 0.5}}),
              ErrorCode::Cancelled);
}

TEST(Mixture, RefusesWhatItCannotMeasure) {
    EXPECT_TRUE(makeMixture()->refusal(inTurn(4, 2), inTurn(4, 2)));
    EXPECT_FALSE(completeParameters(makeMixture()->info(), {}).ok()); // sigma must be given
    const auto result = makeMixture()->measure(points({-1e300, 1e300}, 1), inTurn(2, 2),
                                               settingsOf(*makeMixture(), {{"sigma", 1e-12}}), {});
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().code, ErrorCode::Numeric);
}

TEST(Mixture, WarnsWhereRoundingMayBeSeen) {
    const auto e = mixture(points({0, 1, 1e6}, 1), inTurn(3, 3), {{"sigma", 0.5}});
    EXPECT_EQ(e[0].warnings.size(), 1u);
}

} // namespace
} // namespace infoplane
