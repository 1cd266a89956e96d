// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/critics/bounds.h"
#include "tests/unit/estimators/tensor_support.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace infoplane {
namespace {

using testing::automatic;
using testing::differences;
using testing::labelsInTurn;
using testing::largest;
using testing::normal;

using Function = std::function<at::Tensor(const at::Tensor&)>;

void expectGradient(const Function& f, const at::Tensor& x) {
    EXPECT_LT(largest(automatic(f, x) - differences(f, x)), 1e-8);
}

// Labels of two seeds, different from each other.
at::Tensor twoSeedsOfLabels(std::int64_t batch, std::int64_t classes) {
    const at::Tensor first = labelsInTurn(batch, classes);
    return at::stack({first, (first + 1).remainder(classes)});
}

TEST(GaussianBound, IsItsFormulaOnTwoPoints) {
    const at::Tensor t = at::tensor({-1.0, 1.0}, at::kDouble).view({1, 2, 1}); // variance 1
    EXPECT_NEAR(gaussianBound(t, 0.5).item<double>(), 0.5 * std::log(5.0), 1e-14);
}

TEST(GaussianBound, IsZeroForAConstantLayer) {
    EXPECT_EQ(gaussianBound(at::full({2, 16, 3}, 0.7, at::kDouble), 0.1).abs().max().item<double>(), 0.0);
}

// For a linear-Gaussian layer with independent units it is the information itself, 1/2 ln det(I + S/sigma^2).
// The mean of ln(1 + variance) over 10^5 samples has a deviation below 0.5 * sum_k sqrt(2/N) = 0.007.
TEST(GaussianBound, IsTheInformationOfIndependentGaussianUnits) {
    const at::Tensor deviation = at::tensor({2.0, 1.0, 0.1}, at::kDouble);
    const at::Tensor t = normal({1, 100000, 3}, 1) * deviation;
    const double truth = 0.5 * (deviation / 0.5).square().log1p().sum().item<double>();
    EXPECT_NEAR(gaussianBound(t, 0.5).item<double>(), truth, 0.035);
}

TEST(GaussianBound, GradientIsThatOfDifferences) {
    expectGradient([](const at::Tensor& t) { return gaussianBound(t, 0.4); }, normal({2, 5, 3}, 2));
}

// One correlated pair of units: det(1 + C / sigma^2) by hand.
TEST(GaussianFullBound, IsItsFormulaInTwoDimensions) {
    const at::Tensor t = at::tensor({1.0, 2.0, -1.0, -2.0, 0.0, 1.0, 0.0, -1.0}, at::kDouble).view({1, 4, 2});
    const double a = 0.5, b = 2.5, c = 1.0, s = 0.25; // variances, covariance, sigma^2
    const double determinant = (1 + a / s) * (1 + b / s) - (c / s) * (c / s);
    EXPECT_NEAR(gaussianFullBound(t, 0.5).item<double>(), 0.5 * std::log(determinant), 1e-13);
}

TEST(GaussianFullBound, IsTheSameFromEitherSideAndNeverAboveTheDiagonalOne) {
    const at::Tensor t = normal({3, 7, 7}, 31);
    const at::Tensor wide = at::cat({t, at::zeros({3, 7, 5}, at::kDouble)}, 2); // the B x B matrix decides
    EXPECT_LT(largest(gaussianFullBound(t, 0.3) - gaussianFullBound(wide, 0.3)), 1e-12);
    EXPECT_GE((gaussianBound(t, 0.3) - gaussianFullBound(t, 0.3)).min().item<double>(), 0.0);
}

TEST(GaussianFullBound, GradientIsThatOfDifferences) {
    const Function f = [](const at::Tensor& t) { return gaussianFullBound(t, 0.4); };
    expectGradient(f, normal({2, 6, 3}, 32));
    expectGradient(f, normal({2, 3, 6}, 33));
}

TEST(KtUpperBound, IsItsFormulaOnTwoPoints) {
    const at::Tensor t = at::tensor({0.0, 1.0}, at::kDouble).view({1, 2, 1});
    const double truth = -std::log(0.5 * (1 + std::exp(-1 / (2 * 0.09))));
    EXPECT_NEAR(ktUpperBound(t, 0.3).item<double>(), truth, 1e-14);
}

TEST(KtUpperBound, LiesBetweenZeroAndTheLogarithmOfTheBatch) {
    EXPECT_EQ(ktUpperBound(at::full({1, 16, 4}, 0.7, at::kFloat), 0.1).item<double>(), 0.0);
    const at::Tensor apart = 100 + 50 * at::arange(8, at::kFloat).view({1, 8, 1});
    EXPECT_FLOAT_EQ(ktUpperBound(apart, 0.1).item<float>(), std::log(8.0f));
}

TEST(KtUpperBound, GradientIsThatOfDifferences) {
    expectGradient([](const at::Tensor& t) { return ktUpperBound(t, 0.6); }, normal({2, 5, 3}, 34));
}

// g = ln p(t^) of the Gaussian channel t ~ N(0, 1), t^ = t + N(0, s^2) but for a constant: the value is then
// the information. 4,000 batches of 64 keep the mean's standard error below 0.002; the bias of ln of a mean
// over 4,032 pairs is below 0.01.
TEST(KnownConditional, IsTheInformationAtTheTrueMarginal) {
    const at::Tensor t = normal({4000, 64, 1}, 35);
    const at::Tensor noisy = t + 0.5 * normal({4000, 64, 1}, 36);
    const at::Tensor g = noisy.square().squeeze(2) * (-0.5 / 1.25);
    at::Tensor running = at::full({4000}, std::numeric_limits<double>::quiet_NaN(), at::kDouble);
    const double value = knownConditionalSurrogate(t, noisy, g, 0.5, running).mean().item<double>();
    EXPECT_NEAR(value, 0.5 * std::log(5.0), 0.02);
}

// With the rate 1 the running mean is the batch's own and the gradient that of the value.
TEST(KnownConditional, GradientIsThatOfDifferences) {
    const at::Tensor noise = 0.5 * normal({2, 5, 3}, 37), weight = normal({3}, 38);
    const auto f = [&](const at::Tensor& t) {
        at::Tensor running = at::full({2}, std::numeric_limits<double>::quiet_NaN(), at::kDouble);
        const at::Tensor g = ((t + noise) * weight).sum(2).tanh();
        return knownConditionalSurrogate(t, t + noise, g, 0.5, running, 1.0);
    };
    expectGradient(f, normal({2, 5, 3}, 39));
}

TEST(InfoNceOverLabels, IsInfoNceOfTheScoresOfAllPairs) {
    const at::Tensor critic = normal({2, 12, 4}, 40);
    const at::Tensor labels = twoSeedsOfLabels(12, 3); // the fourth label does not occur
    const at::Tensor scores = critic.gather(2, labels.unsqueeze(1).expand({2, 12, 12}));
    EXPECT_LT(largest(infoNceOverLabels(critic, labels) - infoNceBound(scores)), 1e-13);
    expectGradient([&](const at::Tensor& c) { return infoNceOverLabels(c, labels); }, critic);
}

// ln p(t^_i|t_i) - ln mean_{j != i} p(t^_i|t_j), written out for one point at a time.
double leaveOneOutByHand(const at::Tensor& t, const at::Tensor& noisy, double sigma) {
    const std::int64_t batch = t.size(0);
    double sum = 0;
    for (std::int64_t i = 0; i < batch; ++i) {
        const auto logDensity = [&](std::int64_t j) {
            return -(noisy[i] - t[j]).square().sum().item<double>() / (2 * sigma * sigma);
        };
        double others = 0;
        for (std::int64_t j = 0; j < batch; ++j)
            others += j == i ? 0.0 : std::exp(logDensity(j));
        sum += logDensity(i) - std::log(others / static_cast<double>(batch - 1));
    }
    return sum / static_cast<double>(batch);
}

TEST(LeaveOneOutBound, IsItsFormulaForEachSeed) {
    const at::Tensor t = normal({2, 6, 3}, 3);
    const at::Tensor noisy = t + 0.5 * normal({2, 6, 3}, 4);
    const at::Tensor bound = leaveOneOutBound(t, noisy, 0.5);
    for (std::int64_t r = 0; r < 2; ++r)
        EXPECT_NEAR(bound[r].item<double>(), leaveOneOutByHand(t[r], noisy[r], 0.5), 1e-12);
}

TEST(LeaveOneOutBound, DoesNotDependOnTheOrigin) {
    const at::Tensor t = normal({1, 32, 8}, 5, at::kFloat);
    const at::Tensor noisy = t + 0.5 * normal({1, 32, 8}, 6, at::kFloat);
    const double here = leaveOneOutBound(t, noisy, 0.5).item<double>();
    // A float near 100 has steps of 7.6e-6; the exponents move by about 8 e-5 on that account alone.
    EXPECT_NEAR(leaveOneOutBound(t + 100, noisy + 100, 0.5).item<double>(), here, 2e-4);
}

// Above the truth in expectation: a Gaussian channel of 1/2 ln(1 + 4) nats, 2,000 batches of 64. The mean has
// a standard error near 0.002, so that a false alarm is beyond five of them.
TEST(LeaveOneOutBound, IsAboveTheGaussianChannelAndNearIt) {
    const at::Tensor t = normal({2000, 64, 1}, 7);
    const at::Tensor noisy = t + 0.5 * normal({2000, 64, 1}, 8);
    const double mean = leaveOneOutBound(t, noisy, 0.5).mean().item<double>();
    const double truth = 0.5 * std::log(5.0);
    EXPECT_GT(mean, truth - 0.01);
    EXPECT_LT(mean, truth + 0.05);
}

TEST(LeaveOneOutBound, IsZeroForIdenticalPoints) {
    const at::Tensor t = at::full({1, 16, 4}, 0.3, at::kDouble);
    const at::Tensor noisy = t + 0.2 * normal({1, 16, 4}, 9);
    EXPECT_NEAR(leaveOneOutBound(t, noisy, 0.2).item<double>(), 0.0, 1e-12);
}

TEST(LeaveOneOutBound, GradientIsThatOfDifferences) {
    const at::Tensor noise = 0.5 * normal({2, 5, 3}, 10);
    expectGradient([&](const at::Tensor& t) { return leaveOneOutBound(t, t + noise, 0.5); },
                   normal({2, 5, 3}, 11));
}

TEST(DonskerVaradhan, IsExactForTheLogDensityRatioOfAFiniteTable) {
    // Joint of a binary symmetric channel with error 1/8, as 16 equally likely pairs against 4 of the
    // product.
    const double p = std::log(2 * 7.0 / 8), q = std::log(2 * 1.0 / 8);
    const at::Tensor joint = at::tensor({p, p, p, p, p, p, p, q, p, p, p, p, p, p, p, q}, at::kDouble);
    const at::Tensor marginal = at::tensor({p, q, q, p}, at::kDouble);
    const double truth = std::log(2.0) + 7.0 / 8 * std::log(7.0 / 8) + 1.0 / 8 * std::log(1.0 / 8);
    EXPECT_NEAR(donskerVaradhan(joint.unsqueeze(0), marginal.unsqueeze(0)).item<double>(), truth, 1e-14);
}

TEST(DonskerVaradhan, StaysFiniteForLargeCritics) {
    const at::Tensor critic = at::full({1, 8}, 5000.0, at::kFloat);
    EXPECT_FLOAT_EQ(donskerVaradhan(critic, critic).item<float>(), 0.0f);
}

TEST(DonskerVaradhan, GradientIsThatOfDifferences) {
    const at::Tensor joint = normal({2, 7}, 12), marginal = normal({2, 9}, 13);
    expectGradient([&](const at::Tensor& c) { return donskerVaradhan(c, marginal); }, joint);
    expectGradient([&](const at::Tensor& c) { return donskerVaradhan(joint, c); }, marginal);
}

at::Tensor freshMean(std::int64_t seeds) {
    return at::full({seeds}, std::numeric_limits<double>::quiet_NaN(), at::kDouble);
}

TEST(DonskerVaradhanSurrogate, BeginsWithThePlainGradient) {
    const at::Tensor joint = normal({2, 7}, 14), marginal = normal({2, 9}, 15);
    at::Tensor mean = freshMean(2);
    const Function surrogate = [&](const at::Tensor& c) {
        return donskerVaradhanSurrogate(joint, c, mean, 0.1);
    };
    const Function plain = [&](const at::Tensor& c) { return donskerVaradhan(joint, c); };
    EXPECT_LT(largest(automatic(surrogate, marginal) - automatic(plain, marginal)), 1e-14);
}

TEST(DonskerVaradhanSurrogate, HasThePlainValueAndTheRunningMeanInTheDenominator) {
    const at::Tensor joint = normal({2, 7}, 16), first = normal({2, 9}, 17), second = normal({2, 9}, 18);
    at::Tensor log_mean = freshMean(2);
    (void)donskerVaradhanSurrogate(joint, first, log_mean, 0.1);
    at::Tensor leaf = second.clone().requires_grad_(true);
    const at::Tensor value = donskerVaradhanSurrogate(joint, leaf, log_mean, 0.1);
    value.sum().backward();

    const at::Tensor running = 0.9 * first.exp().mean(1) + 0.1 * second.exp().mean(1);
    EXPECT_LT(largest(value.detach() - donskerVaradhan(joint, second)), 1e-14);
    EXPECT_LT(largest(log_mean.exp() - running), 1e-13);
    EXPECT_LT(largest(leaf.grad() + second.exp() / 9 / running.unsqueeze(1)), 1e-14);
}

TEST(DonskerVaradhanSurrogate, KeepsItsMeanWhereTheExponentialOverflows) {
    const at::Tensor joint = at::zeros({1, 4}, at::kFloat), marginal = at::full({1, 4}, 300.0, at::kFloat);
    at::Tensor log_mean = at::full({1}, 300.0, at::kFloat);
    EXPECT_FLOAT_EQ(donskerVaradhanSurrogate(joint, marginal, log_mean, 0.1).item<float>(), -300.0f);
    EXPECT_FLOAT_EQ(log_mean.item<float>(), 300.0f);
}

TEST(LabelMarginalised, IsTheInformationForThePerfectCriticOnDiscreteT) {
    // Four equally likely t, three labels; p(y|t) in twelfths, so that 48 pairs hold the joint exactly.
    const std::vector<std::vector<std::int64_t>> twelfths{{12, 0, 0}, {3, 6, 3}, {0, 4, 8}, {4, 4, 4}};
    std::vector<double> prior(3);
    for (const auto& row : twelfths)
        for (std::size_t y = 0; y < 3; ++y)
            prior[y] += static_cast<double>(row[y]) / 48;
    std::vector<double> critic;
    std::vector<std::int64_t> labels;
    double truth = 0;
    for (const auto& row : twelfths)
        for (std::size_t y = 0; y < 3; ++y)
            for (std::int64_t copy = 0; copy < row[y]; ++copy) {
                labels.push_back(static_cast<std::int64_t>(y));
                for (std::size_t k = 0; k < 3; ++k)
                    critic.push_back(std::log(static_cast<double>(row[k]) / 12 / prior[k]));
                truth += std::log(static_cast<double>(row[y]) / 12 / prior[y]) / 48;
            }
    const at::Tensor c = at::tensor(critic, at::kDouble).view({1, 48, 3});
    const at::Tensor y = at::tensor(labels, at::kLong).view({1, 48});
    const at::Tensor log_prior = at::tensor(prior, at::kDouble).log();
    EXPECT_NEAR(labelMarginalised(c, y, log_prior).item<double>(), truth, 1e-14);
    EXPECT_NEAR(variationalBound(c, y, log_prior).item<double>(), truth, 1e-14);
}

TEST(LabelMarginalised, IsNeverAboveTheVariationalBound) {
    const at::Tensor log_prior = at::tensor({0.5, 0.3, 0.2}, at::kDouble).log();
    for (std::uint64_t draw = 0; draw < 50; ++draw) {
        const at::Tensor critic = 3 * normal({2, 8, 3}, 100 + draw);
        const at::Tensor labels = twoSeedsOfLabels(8, 3);
        const at::Tensor gap =
            variationalBound(critic, labels, log_prior) - labelMarginalised(critic, labels, log_prior);
        EXPECT_GE(gap.min().item<double>(), -1e-14);
    }
}

TEST(LabelMarginalised, GradientsAreThoseOfDifferences) {
    const at::Tensor log_prior = at::tensor({0.5, 0.3, 0.2}, at::kDouble).log();
    const at::Tensor critic = normal({2, 6, 3}, 19), labels = twoSeedsOfLabels(6, 3);
    expectGradient([&](const at::Tensor& c) { return labelMarginalised(c, labels, log_prior); }, critic);
    expectGradient([&](const at::Tensor& c) { return variationalBound(c, labels, log_prior); }, critic);
}

TEST(LabelMarginalisedSurrogate, HasThePlainValueAndTheRunningMeanInTheDenominator) {
    const at::Tensor log_prior = at::tensor({0.5, 0.3, 0.2}, at::kDouble).log();
    const at::Tensor critic = normal({2, 6, 3}, 20), labels = twoSeedsOfLabels(6, 3);
    at::Tensor log_mean = at::tensor({0.4, -0.3}, at::kDouble);
    const at::Tensor start = log_mean.clone();
    at::Tensor leaf = critic.clone().requires_grad_(true);
    const at::Tensor value = labelMarginalisedSurrogate(leaf, labels, log_prior, log_mean, 0.25);
    value.sum().backward();

    const at::Tensor weighted = (critic + log_prior).exp() / 6; // p(y) e^C / B
    const at::Tensor running = 0.75 * start.exp() + 0.25 * weighted.sum({1, 2});
    const at::Tensor own = at::one_hot(labels, 3).to(at::kDouble) / 6;
    EXPECT_LT(largest(value.detach() - labelMarginalised(critic, labels, log_prior)), 1e-14);
    EXPECT_LT(largest(log_mean.exp() - running), 1e-13);
    EXPECT_LT(largest(leaf.grad() - (own - weighted / running.view({2, 1, 1}))), 1e-14);
}

TEST(VariationalBound, IsLabelEntropyMinusCrossEntropyAtThePriorsFrequencies) {
    const at::Tensor labels = at::tensor({0, 0, 0, 1}, at::kLong).view({1, 4});
    const at::Tensor prior = at::tensor({0.75, 0.25}, at::kDouble);
    const at::Tensor critic = normal({1, 4, 2}, 21);
    const at::Tensor log_softmax = (critic + prior.log()).log_softmax(2);
    const double cross_entropy = -log_softmax.gather(2, labels.unsqueeze(2)).mean().item<double>();
    const double entropy = -(prior * prior.log()).sum().item<double>();
    EXPECT_NEAR(variationalBound(critic, labels, prior.log()).item<double>(), entropy - cross_entropy, 1e-14);
}

} // namespace
} // namespace infoplane
