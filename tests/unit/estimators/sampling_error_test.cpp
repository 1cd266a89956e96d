// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/sampling_error.h"
#include "core/support/philox.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace infoplane {
namespace {

// -1/2 ln(1 - r^2) with the sample's correlation r: an estimate whose error is known, |rho| / sqrt(N) to
// first order (delta method: dI/dr = r / (1 - r^2), deviation of r = (1 - rho^2) / sqrt(N)).
class Correlation final : public Estimator {
public:
    const EstimatorInfo& info() const override { return info_; }
    std::optional<std::string> refusal(const Variable&, const Variable&) const override {
        return std::nullopt;
    }
    Result<std::vector<Estimation>> measure(const Variable& x, const Variable& y, const EstimatorSettings&,
                                            const Proceed& proceed) const override {
        if (proceed && !proceed()) return Error{ErrorCode::Cancelled, "stopped", ""};
        if (x.points < fewest_) return Error{ErrorCode::InvalidArgument, "too few points", "correlation"};
        const auto n = static_cast<double>(x.points);
        const double mean_x = std::accumulate(x.values.begin(), x.values.end(), 0.0) / n;
        const double mean_y = std::accumulate(y.values.begin(), y.values.end(), 0.0) / n;
        double xx = 0.0, yy = 0.0, xy = 0.0;
        for (std::size_t i = 0; i < x.points; ++i) {
            xx += (x.values[i] - mean_x) * (x.values[i] - mean_x);
            yy += (y.values[i] - mean_y) * (y.values[i] - mean_y);
            xy += (x.values[i] - mean_x) * (y.values[i] - mean_y);
        }
        Estimation result;
        result.estimate.value = -0.5 * std::log1p(-xy * xy / (xx * yy));
        return std::vector{result, result};
    }
    std::size_t fewest_ = 2;

private:
    EstimatorInfo info_{"correlation", "Correlation", "this test", {}, false};
};

constexpr double kRho = 0.6;

std::pair<Variable, Variable> gaussians(std::size_t points, std::uint64_t dataset) {
    std::vector<float> noise(2 * points);
    fillNormal({17, Purpose::MeasurementNoise}, dataset, noise.data(), noise.size());
    std::vector<double> x(points), y(points);
    for (std::size_t i = 0; i < points; ++i) {
        x[i] = noise[2 * i];
        y[i] = kRho * x[i] + std::sqrt(1 - kRho * kRho) * noise[2 * i + 1];
    }
    return {*continuousVariable("x", x, 1), *continuousVariable("y", y, 1)};
}

// The error of an error from B halves is 1/sqrt(2 (B - 1)) of it, 2.2 % for B = 1000; that of the sample's
// own spread about it, of order 1/sqrt(N), 2 % for N = 2500. Five joint deviations: 15 %; wrong with less
// than 1e-6.
TEST(SamplingError, IsThatOfACorrelation) {
    const auto [x, y] = gaussians(2500, 0);
    const auto errors = samplingErrors(Correlation(), x, y, {{}, 3, 1}, 1000, {});
    ASSERT_TRUE(errors.ok());
    ASSERT_EQ(errors->size(), 2u);
    EXPECT_NEAR((*errors)[0], kRho / std::sqrt(2500.0), 0.15 * kRho / std::sqrt(2500.0));
    EXPECT_EQ((*errors)[0], (*errors)[1]);
}

// 400 samples of 301 points (an odd number); value +- 1.96 errors from B = 60 halves should hold the truth in
// P(|t_59| < 1.96) = 94.5 % of them, and 378 +- 4.6 of 400 do. 360 to 396 are four deviations: a right method
// is outside with less than 1e-4. The plug-in's bias, 1/(2 N) = 0.0017, is 5 % of the error 0.035.
TEST(SamplingError, CoversTheTruthOfGaussians) {
    const double truth = -0.5 * std::log1p(-kRho * kRho);
    const Correlation estimator;
    int covered = 0;
    for (std::uint64_t dataset = 0; dataset < 400; ++dataset) {
        const auto [x, y] = gaussians(301, dataset + 1);
        const EstimatorSettings settings{{}, dataset, 1};
        const double value = estimator.measure(x, y, settings, {})->front().estimate.value;
        const double error = samplingErrors(estimator, x, y, settings, 60, {})->front();
        covered += std::abs(value - truth) < 1.96 * error ? 1 : 0;
    }
    EXPECT_GE(covered, 360);
    EXPECT_LE(covered, 396);
}

TEST(SamplingError, IsTheSameForTheSameSeed) {
    const auto [x, y] = gaussians(50, 0);
    const auto of = [&, &a = x, &b = y](std::uint64_t seed) {
        return samplingErrors(Correlation(), a, b, {{}, seed, 1}, 10, {})->front();
    };
    EXPECT_EQ(of(1), of(1));
    EXPECT_NE(of(1), of(2));
}

TEST(SamplingError, GivesBackWhatAHalfSays) {
    const auto [x, y] = gaussians(20, 0);
    Correlation estimator;
    estimator.fewest_ = 11;
    const auto few = samplingErrors(estimator, x, y, {{}, 0, 1}, 5, {});
    ASSERT_FALSE(few.ok());
    EXPECT_EQ(few.error().text(),
              "correlation: in a half of the points, for the sampling error: too few points");
    const auto stopped = samplingErrors(Correlation(), x, y, {{}, 0, 1}, 5, [] { return false; });
    ASSERT_FALSE(stopped.ok());
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
}

} // namespace
} // namespace infoplane
