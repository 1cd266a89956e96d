// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/probe/lbfgs.h"
#include "core/estimators/probe/linear_probe.h"
#include "tests/unit/estimators/tensor_support.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace infoplane {
namespace {

using testing::labelsInTurn;
using testing::normal;

ProbeResult probed(const at::Tensor& train, const at::Tensor& train_y, const at::Tensor& test,
                   const at::Tensor& test_y, std::int64_t classes, const ProbeOptions& options = {}) {
    auto result = probeAccuracy(train, train_y, test, test_y, classes, options);
    EXPECT_TRUE(result.ok());
    return result.value().front();
}

// Clouds around the corners of a simplex, `spread` apart from their centres.
at::Tensor clouds(const at::Tensor& labels, std::int64_t classes, double spread, std::uint64_t seed) {
    const at::Tensor corners = at::one_hot(labels, classes).to(at::kDouble);
    return corners + spread * normal({labels.size(0), classes}, seed);
}

TEST(Lbfgs, FindsTheMinimumOfRosenbrocksValley) {
    const SmoothFunction valley = [](std::span<const double> x, std::span<double> g) {
        const double a = 1 - x[0], b = x[1] - x[0] * x[0];
        g[0] = -2 * a - 400 * x[0] * b;
        g[1] = 200 * b;
        return a * a + 100 * b * b;
    };
    LbfgsOptions options;
    options.tolerance = 1e-10;
    options.noise = 0.0;
    const LbfgsResult end = minimise(valley, {-1.2, 1.0}, options);
    EXPECT_TRUE(end.converged);
    EXPECT_LT(end.iterations, 80);
    EXPECT_NEAR(end.x[0], 1.0, 1e-8);
    EXPECT_NEAR(end.x[1], 1.0, 1e-8);
}

TEST(Lbfgs, SaysWhenItDidNotConvergeOrWasStopped) {
    const SmoothFunction slope = [](std::span<const double>, std::span<double> g) {
        g[0] = 1.0;
        return 0.0;
    };
    LbfgsOptions options;
    options.iterations = 3;
    EXPECT_FALSE(minimise(slope, {0.0}, options).converged);
    EXPECT_TRUE(minimise(slope, {0.0}, options, [] { return false; }).stopped);
}

TEST(LinearProbe, ReadsSeparableCloudsWithoutAnError) {
    const at::Tensor train_y = labelsInTurn(300, 5), test_y = labelsInTurn(200, 5);
    const auto r = probed(clouds(train_y, 5, 0.05, 1), train_y, clouds(test_y, 5, 0.05, 2), test_y, 5);
    EXPECT_EQ(r.train, 1.0);
    EXPECT_EQ(r.test, 1.0);
    EXPECT_EQ(r.flags, 0u);
    EXPECT_LT(r.loss, 0.05);
}

TEST(LinearProbe, CannotReadLabelsOfAConstantLayer) {
    const at::Tensor y = at::tensor({0, 0, 0, 1}, at::kLong).repeat({50});
    const at::Tensor t = at::full({200, 4}, 0.7, at::kFloat);
    const auto r = probed(t, y, t, y, 2);
    EXPECT_EQ(r.train, 0.75); // the intercept says the commonest label
    EXPECT_NEAR(r.loss, -(0.75 * std::log(0.75) + 0.25 * std::log(0.25)), 1e-7);
}

TEST(LinearProbe, CannotReadExclusiveOr) {
    const at::Tensor t = at::tensor({-1.0, -1.0, -1.0, 1.0, 1.0, -1.0, 1.0, 1.0}, at::kDouble).view({4, 2});
    const at::Tensor y = at::tensor({0, 1, 1, 0}, at::kLong);
    EXPECT_NEAR(probed(t, y, t, y, 2).loss, std::log(2.0), 1e-6);
}

// One standardised unit x = -1, 1 with two labels, 3 of 4 points right: by symmetry the difference of the two
// weights is v, and d/dv [ -3/4 ln s(v) - 1/4 ln s(-v) + ridge/2 v^2/2 ] = 0 with s the logistic function.
TEST(LinearProbe, IsTheMinimumOfItsStatedLoss) {
    const at::Tensor t = at::tensor({-1.0, -1.0, -1.0, -1.0, 1.0, 1.0, 1.0, 1.0}, at::kDouble).unsqueeze(1);
    const at::Tensor y = at::tensor({0, 0, 0, 1, 1, 1, 1, 0}, at::kLong);
    ProbeOptions options;
    options.ridge = 0.1;
    options.tolerance = 1e-6;
    double low = 0, high = 10;
    for (int i = 0; i < 100; ++i) {
        const double v = (low + high) / 2;
        (1 / (1 + std::exp(-v)) - 0.75 + options.ridge / 2 * v > 0 ? high : low) = v;
    }
    const double truth = 0.75 * std::log1p(std::exp(-low)) + 0.25 * std::log1p(std::exp(low));
    const auto r = probed(t, y, t, y, 2, options);
    EXPECT_NEAR(r.loss, truth, 1e-6);
    EXPECT_EQ(r.train, 0.75);
}

// The gradient at the end is below 1e-4, and a fit to a tighter tolerance says the same.
TEST(LinearProbe, ConvergesOnOverlappingClouds) {
    const at::Tensor train_y = labelsInTurn(1000, 10), test_y = labelsInTurn(500, 10);
    const at::Tensor train = clouds(train_y, 10, 0.5, 3).tanh(), test = clouds(test_y, 10, 0.5, 4).tanh();
    ProbeOptions tight;
    tight.tolerance = 2e-6;
    const auto usual = probed(train, train_y, test, test_y, 10);
    const auto tighter = probed(train, train_y, test, test_y, 10, tight);
    EXPECT_EQ(usual.flags, 0u);
    EXPECT_LT(usual.gradient, 1e-4);
    EXPECT_NEAR(usual.loss, tighter.loss, 1e-5);
    EXPECT_NEAR(usual.test, tighter.test, 0.0021); // one point of 500
    EXPECT_GT(usual.test, 0.5);
    EXPECT_LT(usual.test, 0.95);
}

// Standardised on the training part: a unit's scale and offset do not matter.
TEST(LinearProbe, DoesNotDependOnTheUnitOfT) {
    const at::Tensor y = labelsInTurn(400, 4);
    const at::Tensor train = clouds(y, 4, 0.4, 5), test = clouds(y, 4, 0.4, 6);
    const auto a = probed(train, y, test, y, 4), b = probed(1000 * train + 5, y, 1000 * test + 5, y, 4);
    EXPECT_NEAR(a.loss, b.loss, 1e-5);
    EXPECT_NEAR(a.test, b.test, 0.0026);
}

TEST(LinearProbe, SeedsAreTheSameAloneAndTogether) {
    const at::Tensor y = labelsInTurn(200, 3);
    const at::Tensor train = normal({2, 200, 6}, 7, at::kFloat), test = normal({2, 200, 6}, 8, at::kFloat);
    const auto together = probeAccuracy(train, y, test, y, 3).value();
    for (std::int64_t r = 0; r < 2; ++r) {
        const auto alone = probed(train[r], y, test[r], y, 3);
        EXPECT_EQ(alone.loss, together[static_cast<std::size_t>(r)].loss);
        EXPECT_EQ(alone.test, together[static_cast<std::size_t>(r)].test);
    }
}

TEST(LinearProbe, FlagsAnUnfinishedFitAndNan) {
    const at::Tensor y = labelsInTurn(100, 3);
    at::Tensor t = clouds(y, 3, 0.5, 9);
    ProbeOptions hasty;
    hasty.iterations = 1;
    EXPECT_EQ(probed(t, y, t, y, 3, hasty).flags, kNotConverged);
    t[5][1] = std::numeric_limits<double>::quiet_NaN();
    const auto r = probed(t, y, t, y, 3);
    EXPECT_EQ(r.flags, kNanMet);
    EXPECT_TRUE(std::isnan(r.test));
}

TEST(LinearProbe, RefusesBadInputAndStops) {
    const at::Tensor y = labelsInTurn(30, 3), t = clouds(y, 3, 0.3, 10);
    EXPECT_FALSE(probeAccuracy(t, y, t.narrow(1, 0, 2), y, 3).ok());
    EXPECT_FALSE(probeAccuracy(t, y, t, y.narrow(0, 0, 5), 3).ok());
    EXPECT_FALSE(probeAccuracy(t, y, t, y, 2).ok());
    ProbeOptions no_ridge;
    no_ridge.ridge = 0.0;
    EXPECT_FALSE(probeAccuracy(t, y, t, y, 3, no_ridge).ok());
    const auto stopped = probeAccuracy(t, y, t, y, 3, {}, [] { return false; });
    ASSERT_FALSE(stopped.ok());
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
}

} // namespace
} // namespace infoplane
