// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/selftest/known_channel.h"
#include "core/selftest/problem.h"
#include "core/selftest/selftest.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

namespace infoplane {
namespace {

// ln 2 minus the mean of -ln p(0|t) over the noise, the other way to write lineOfSymbols(2, sigma).
double twoSymbols(double sigma) {
    double sum = 0;
    constexpr double kStep = 1e-3;
    for (double z = -12; z <= 12; z += kStep)
        sum += std::exp(-z * z / 2) * std::log1p(std::exp((sigma * z - 0.5) / (sigma * sigma)));
    return std::numbers::ln2 - sum * kStep / std::sqrt(2 * std::numbers::pi);
}

TEST(KnownChannel, AgreesWithOtherFormsOfItself) {
    for (const double sigma : {0.2, 0.5, 1.0, 3.0})
        EXPECT_NEAR(lineOfSymbols(2, sigma), twoSymbols(sigma), 1e-8) << sigma;
    EXPECT_NEAR(lineOfSymbols(8, 0.02), std::log(8.0), 1e-9);
    EXPECT_NEAR(lineOfSymbols(1, 0.7), 0.0, 1e-9);
    EXPECT_NEAR(lineOfSymbols(8, lineNoiseFor(1.25, 8)), 1.25, 1e-9);
    EXPECT_NEAR(-std::log(1 - std::pow(correlationFor(1.5, 2), 2)), 1.5, 1e-12);
    EXPECT_NEAR(2 * std::log1p(1 / std::pow(noiseFor(1.5, 4), 2)), 1.5, 1e-12);
    EXPECT_NEAR(symmetricChannel(2, 0.5), 0.0, 1e-12);
    EXPECT_NEAR(symmetricChannel(4, 0.0), std::log(4.0), 1e-12);
}

TEST(Ladder, ReachesItsRungsAndIsTheSameTwice) {
    const std::vector<Problem> problems = ladder({64, {0, 1, 10}, 3});
    EXPECT_EQ(problems.size(), 3u + 3u + 2u + 2u + 5u);
    const std::vector<Problem> again = ladder({64, {0, 1, 10}, 3});
    for (std::size_t i = 0; i < problems.size(); ++i) {
        EXPECT_EQ(problems[i].x.points, problems[i].y.points);
        EXPECT_FALSE(problems[i].answers.empty());
        EXPECT_EQ(problems[i].x.values, again[i].x.values);
    }
}

Estimation estimation(double value, Direction direction,
                      double cap = std::numeric_limits<double>::quiet_NaN()) {
    Estimation e;
    e.direction = direction;
    e.samples = 2000;
    e.estimate.value = value;
    e.estimate.cap = cap;
    return e;
}

TEST(Judge, CallsRightWhatIsNear) {
    EXPECT_EQ(judge(estimation(1.09, Direction::None), 1.0), Verdict::Right);
    EXPECT_EQ(judge(estimation(0.8, Direction::None), 1.0), Verdict::Wrong);
    Estimation noisy = estimation(0.8, Direction::None);
    noisy.estimate.standard_error = 0.1;
    EXPECT_EQ(judge(noisy, 1.0), Verdict::Right);
}

TEST(Judge, KnowsOnWhichSideABoundMayLie) {
    EXPECT_EQ(judge(estimation(0.5, Direction::Lower), 1.0), Verdict::Bound);
    EXPECT_EQ(judge(estimation(1.5, Direction::Lower), 1.0), Verdict::Wrong);
    EXPECT_EQ(judge(estimation(1.5, Direction::Upper), 1.0), Verdict::Bound);
    EXPECT_EQ(judge(estimation(0.5, Direction::Upper), 1.0), Verdict::Wrong);
}

TEST(Judge, ExcusesCapsAndWarnings) {
    EXPECT_EQ(judge(estimation(6.5, Direction::Exact, 7.0), 8.0), Verdict::Capped);
    EXPECT_EQ(judge(estimation(3.0, Direction::Exact, 7.0), 5.0), Verdict::Wrong);
    EXPECT_EQ(judge(estimation(7.5, Direction::Exact, 7.0), 8.5), Verdict::Wrong); // above its own cap
    Estimation doubtful = estimation(3.0, Direction::None);
    doubtful.estimate.flags = kHighVariance;
    EXPECT_EQ(judge(doubtful, 5.0), Verdict::Warned);
    doubtful.estimate.flags = 0;
    doubtful.warnings = {"few points"};
    EXPECT_EQ(judge(doubtful, 5.0), Verdict::Warned);
    EXPECT_EQ(judge(estimation(std::nan(""), Direction::None), 1.0), Verdict::Wrong);
}

TEST(SelfTest, FindsTheHistogramExact) {
    SelfTestOptions options{true, 2, {"histogram"}};
    std::size_t told = 0;
    const auto rows = runSelfTest(options, [&](const SelfTestRow&, std::size_t, std::size_t) { ++told; });
    ASSERT_TRUE(rows.ok());
    EXPECT_EQ(rows->size(), 5u);
    EXPECT_EQ(told, 5u);
    EXPECT_TRUE(passed(*rows));
    for (const SelfTestRow& row : *rows)
        EXPECT_NEAR(row.result.estimate.value, row.truth, 1e-9);
}

TEST(SelfTest, PutsAReferenceBesideACriticOfNoise) {
    const auto rows = runSelfTest({true, 2, {"known_conditional"}});
    ASSERT_TRUE(rows.ok());
    EXPECT_TRUE(passed(*rows));
    std::size_t critics = 0, references = 0;
    for (const SelfTestRow& row : *rows)
        (row.result.estimator == "known_conditional" ? critics : references) += 1;
    EXPECT_EQ(critics, 2u); // layer and line at one nat
    EXPECT_GT(references, critics);
}

TEST(SelfTest, NamesAnUnknownEstimatorAndStops) {
    SelfTestOptions options{true, 1, {"histogramm"}};
    EXPECT_NE(runSelfTest(options).error().message.find("did you mean \"histogram\""), std::string::npos);
    options.estimators.clear();
    EXPECT_EQ(runSelfTest(options, {}, [] { return false; }).error().code, ErrorCode::Cancelled);
}

} // namespace
} // namespace infoplane
