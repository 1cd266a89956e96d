// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/mixture/mixture_plugin.h"
#include "tests/unit/estimators/tensor_support.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

// The mixture plug-in against answers found in other ways: numerical integration, the linear-Gaussian closed
// form, and the Kolchinsky-Tracey bounds computed by brute force.
namespace infoplane {
namespace {

using testing::labelsInTurn;
using testing::normal;

InformationEstimate measuredTruth(const at::Tensor& t, const at::Tensor& labels,
                                  const MixtureOptions& options, std::uint64_t seed = 1) {
    const std::vector<NoiseDraw> noise{streamNoise({seed, Purpose::MeasurementNoise, 0}, 0)};
    return mixturePlugin(t, labels, options, noise).value().front();
}

// Entropy in nats of a mixture of N(centre, sigma^2) in one dimension. The trapezoidal rule on an analytic
// integrand that vanishes at both ends converges faster than any power of the step.
double mixtureEntropy(const std::vector<double>& centres, double sigma) {
    const auto [low, high] = std::minmax_element(centres.begin(), centres.end());
    const double step = sigma / 50, scale = 1 / (sigma * std::sqrt(2 * std::numbers::pi));
    double entropy = 0;
    for (double v = *low - 12 * sigma; v < *high + 12 * sigma; v += step) {
        double density = 0;
        for (const double c : centres)
            density += scale * std::exp(-(v - c) * (v - c) / (2 * sigma * sigma));
        density /= static_cast<double>(centres.size());
        entropy -= density > 0 ? step * density * std::log(density) : 0;
    }
    return entropy;
}

// Points on a line with labels, each repeated so that there are many draws, and their exact information.
struct Line {
    std::vector<double> centres;
    std::vector<std::int64_t> labels;
    double sigma;

    [[nodiscard]] double informationOfX() const {
        return mixtureEntropy(centres, sigma) - mixtureEntropy({0.0}, sigma);
    }

    [[nodiscard]] double informationOfY() const {
        double within = 0;
        for (const std::int64_t y : {0, 1, 2}) {
            std::vector<double> members;
            for (std::size_t i = 0; i < centres.size(); ++i)
                if (labels[i] == y) members.push_back(centres[i]);
            const double share = static_cast<double>(members.size()) / static_cast<double>(centres.size());
            within += members.empty() ? 0.0 : share * mixtureEntropy(members, sigma);
        }
        return mixtureEntropy(centres, sigma) - within;
    }
};

class MixtureOnALine : public ::testing::TestWithParam<Line> {};

// Four standard errors, which are below 1e-3 here: a false alarm in 16,000.
TEST_P(MixtureOnALine, AgreesWithNumericalIntegration) {
    const Line& line = GetParam();
    const auto copies = 1000 / static_cast<std::int64_t>(line.centres.size());
    const at::Tensor t = at::tensor(line.centres, at::kDouble).repeat({copies}).unsqueeze(1);
    const at::Tensor labels = at::tensor(line.labels, at::kLong).repeat({copies});
    const auto e = measuredTruth(t, labels, {line.sigma, 3, 500});
    EXPECT_LT(e.xt.standard_error, 1e-3);
    EXPECT_NEAR(e.xt.value, line.informationOfX(), 4 * e.xt.standard_error);
    EXPECT_LT(e.ty.standard_error, 1e-3);
    EXPECT_NEAR(e.ty.value, line.informationOfY(), 4 * e.ty.standard_error);
}

INSTANTIATE_TEST_SUITE_P(Truths, MixtureOnALine,
                         ::testing::Values(Line{{-1, 1}, {0, 1}, 1.0}, Line{{-1, 1}, {0, 1}, 0.5},
                                           Line{{-1, 1, 1, 1}, {0, 1, 1, 1}, 0.7}, // unequal weights
                                           Line{{-2, -1.5, 0, 0.3, 4}, {0, 1, 0, 1, 2}, 0.5},
                                           Line{{-2, -1.5, 0, 0.3, 4}, {0, 0, 0, 0, 0}, 2.0}));

// X of three Gaussian units through a linear layer of two: I(X;T^) = 1/2 ln det(I + W W' / sigma^2). The
// plug-in is exact for the 4,096 points, not for the Gaussian: below it in expectation, by about
// (e^I - 1) / (2 N) = 0.001, with a deviation over samples near sqrt(d / 2 N) = 0.016; over 16 samples 0.004.
TEST(MixturePlugin, ApproachesTheLinearGaussianClosedForm) {
    const at::Tensor weights = at::tensor({1.0, 0.5, -0.3, 0.2, -1.2, 0.8}, at::kDouble).view({3, 2});
    const double sigma = 0.6;
    const at::Tensor gram = at::mm(weights.t(), weights) / (sigma * sigma) + at::eye(2, at::kDouble);
    const double determinant = (gram[0][0] * gram[1][1] - gram[0][1] * gram[1][0]).item<double>();
    const double truth = 0.5 * std::log(determinant);
    double mean = 0;
    for (std::uint64_t sample = 0; sample < 16; ++sample) {
        const at::Tensor t = at::mm(normal({4096, 3}, 20 + sample), weights);
        mean += measuredTruth(t, labelsInTurn(4096, 2), {sigma, 2, 1}, sample).xt.value / 16;
    }
    EXPECT_NEAR(mean, truth, 0.02);
}

// The Kolchinsky-Tracey bounds of one layer: c = 2 upper, c = 8 lower.
struct Bounds {
    double low = 0.0, high = 0.0;
};

// -(1/n) sum_i ln (1/n) sum_j exp(-|t_i - t_j|^2 / (c sigma^2)) over the given points.
Bounds entropyBounds(const at::Tensor& t, double sigma) {
    const at::Tensor squares = at::cdist(t, t, 2.0, /*compute_mode=*/2).square() / (sigma * sigma);
    const double count = static_cast<double>(t.size(0));
    const auto mean = [&](double c) {
        return -((squares / -c).logsumexp(1) - std::log(count)).mean().item<double>();
    };
    return {mean(8.0), mean(2.0)};
}

Bounds relevanceBounds(const at::Tensor& t, const at::Tensor& labels, std::int64_t classes, double sigma) {
    const Bounds all = entropyBounds(t, sigma);
    Bounds relevance = all;
    for (std::int64_t y = 0; y < classes; ++y) {
        const at::Tensor members = t.index_select(0, (labels == y).nonzero().squeeze(1));
        const double share = static_cast<double>(members.size(0)) / static_cast<double>(t.size(0));
        const Bounds within = entropyBounds(members, sigma);
        relevance.low -= share * within.high;
        relevance.high -= share * within.low;
    }
    return relevance;
}

// All patterns of `bits` bits as -1 and 1.
at::Tensor patterns(std::int64_t bits) {
    const at::Tensor number = at::arange(std::int64_t{1} << bits, at::kLong).unsqueeze(1);
    const at::Tensor place = at::pow(2, at::arange(bits, at::kLong)).unsqueeze(0);
    return number.div(place, "floor").remainder(2).to(at::kDouble) * 2 - 1;
}

// Layers of random tanh nets on ten bits, from loose to saturated, the label a threshold of the input.
TEST(MixturePlugin, StandsBetweenTheKolchinskyTraceyBounds) {
    at::Tensor t = patterns(10);
    const at::Tensor labels = (t.sum(1) + 0.5 * t.select(1, 0) > 0.7).to(at::kLong);
    std::uint64_t seed = 40;
    for (const std::int64_t width : {10, 7, 5, 4, 3}) {
        t = at::mm(t, normal({t.size(1), width}, seed++) * (0.8 + 0.2 * static_cast<double>(width))).tanh();
        for (const double sigma : {0.05, 0.3, 1.0}) {
            const auto e = measuredTruth(t, labels, {sigma, 2, 4}, seed);
            const Bounds x = entropyBounds(t, sigma), y = relevanceBounds(t, labels, 2, sigma);
            EXPECT_GE(e.xt.value, x.low - 4 * e.xt.standard_error - 1e-9) << width << " " << sigma;
            EXPECT_LE(e.xt.value, x.high + 4 * e.xt.standard_error + 1e-9) << width << " " << sigma;
            EXPECT_GE(e.ty.value, y.low - 4 * e.ty.standard_error - 1e-9) << width << " " << sigma;
            EXPECT_LE(e.ty.value, y.high + 4 * e.ty.standard_error + 1e-9) << width << " " << sigma;
            // Data processing Y - X - T^.
            EXPECT_LE(e.ty.value, e.xt.value + 4 * e.xt.standard_error) << width << " " << sigma;
            EXPECT_LE(e.ty.value, e.ty.cap);
        }
    }
}

} // namespace
} // namespace infoplane
