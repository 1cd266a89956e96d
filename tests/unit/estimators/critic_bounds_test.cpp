// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/critics/bounds.h"
#include "core/estimators/critics/held_out_value.h"
#include "core/estimators/critics/normal_scores.h"
#include "tests/unit/estimators/tensor_support.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace infoplane {
namespace {

using testing::automatic;
using testing::differences;
using testing::largest;
using testing::normal;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

using Function = std::function<at::Tensor(const at::Tensor&)>;

void expectGradient(const Function& f, const at::Tensor& x) {
    EXPECT_LT(largest(automatic(f, x) - differences(f, x)), 1e-8);
}

TEST(CriticBounds, GradientsAreThoseOfDifferences) {
    const at::Tensor joint = normal({2, 5}, 1), marginal = normal({2, 7}, 2);
    expectGradient([&](const at::Tensor& x) { return nwjBound(x, marginal); }, joint);
    expectGradient([&](const at::Tensor& x) { return nwjBound(joint, x); }, marginal);
    expectGradient([&](const at::Tensor& x) { return jensenShannon(x, marginal); }, joint);
    expectGradient([&](const at::Tensor& x) { return jensenShannon(joint, x); }, marginal);
    expectGradient([](const at::Tensor& x) { return infoNceBound(x); }, normal({2, 4, 4}, 3));
}

TEST(CriticBounds, AreTheirFormulas) {
    const at::Tensor joint = at::tensor({1.0, 2.0}, at::kDouble).unsqueeze(0);
    const at::Tensor marginal = at::tensor({0.0, std::log(3.0)}, at::kDouble).unsqueeze(0);
    EXPECT_NEAR(nwjBound(joint, marginal).item<double>(), 1.5 - 2.0 / std::exp(1.0), 1e-14);
    const double softplus = std::log1p(std::exp(-1.0)) + std::log1p(std::exp(-2.0));
    EXPECT_NEAR(jensenShannon(joint, marginal).item<double>(),
                -(softplus + std::log(2.0) + std::log(4.0)) / 2, 1e-14);
    EXPECT_NEAR(infoNceBound(at::eye(2, at::kDouble).unsqueeze(0)).item<double>(),
                std::log(2.0) + 1 - std::log(1 + std::exp(1.0)), 1e-14);
}

// Encodings of n points whose scores are moderate.
struct Encodings {
    at::Tensor left, right;
};

Encodings encodings(std::int64_t n) {
    const at::Tensor left = normal({n, 3}, 4) * 0.6;
    return {left, left * 0.7 + normal({n, 3}, 5) * 0.5};
}

at::Tensor offDiagonal(const at::Tensor& scores) {
    const at::Tensor self = at::eye(scores.size(0), at::kBool);
    return scores.masked_select(self.logical_not()).unsqueeze(0);
}

// 700 points make more than one tile.
TEST(HeldOutValue, IsTheBoundOnAllPairs) {
    const auto [left, right] = encodings(700);
    const at::Tensor scores = at::mm(left, right.t());
    const at::Tensor joint = scores.diagonal().unsqueeze(0), apart = offDiagonal(scores);
    const auto dv = heldOutDonskerVaradhan(left, right, kInfinity, {});
    EXPECT_NEAR(dv->value, donskerVaradhan(joint, apart).item<double>(), 1e-12);
    const at::Tensor e = apart.exp();
    EXPECT_NEAR(dv->relative_variance, (e.var(false) / e.mean().square() / 700).item<double>(), 1e-12);
    const auto smile = heldOutDonskerVaradhan(left, right, 0.5, {});
    EXPECT_NEAR(smile->value, donskerVaradhan(joint, apart.clamp(-0.5, 0.5)).item<double>(), 1e-12);
    EXPECT_NEAR(smile->cut, smile->value - dv->value, 1e-12);
    EXPECT_NEAR(heldOutNwj(left, right, 0.3, {})->value, nwjBound(joint + 0.7, apart + 0.7).item<double>(),
                1e-12);
    EXPECT_NEAR(heldOutInfoNce(left, right, {})->value, infoNceBound(scores.unsqueeze(0)).item<double>(),
                1e-12);
    EXPECT_NEAR(heldOutJensenShannon(left, right, {})->value, jensenShannon(joint, apart).item<double>(),
                1e-12);
}

// The jackknife over points, each left out as an x and as a y.
template <class Measure>
double jackknife(const Encodings& of, const Measure& measure) {
    const std::int64_t n = of.left.size(0);
    std::vector<double> values;
    for (std::int64_t i = 0; i < n; ++i) {
        const at::Tensor kept = at::cat({at::arange(i), at::arange(i + 1, n)}).to(at::kLong);
        values.push_back(measure(of.left.index_select(0, kept), of.right.index_select(0, kept)));
    }
    const at::Tensor all = at::tensor(values, at::kDouble);
    return std::sqrt((all.var(false) * (n - 1)).item<double>());
}

// Both are the same to first order in 1/n.
TEST(HeldOutValue, HasTheErrorOfTheJackknife) {
    const Encodings of = encodings(200);
    const auto expectSame = [&](auto measure) {
        const double error = measure(of.left, of.right)->standard_error;
        const double left_out =
            jackknife(of, [&](const at::Tensor& l, const at::Tensor& r) { return measure(l, r)->value; });
        EXPECT_NEAR(error / left_out, 1.0, 0.05);
    };
    expectSame([](const auto& l, const auto& r) { return heldOutDonskerVaradhan(l, r, kInfinity, {}); });
    expectSame([](const auto& l, const auto& r) { return heldOutDonskerVaradhan(l, r, 0.5, {}); });
    expectSame([](const auto& l, const auto& r) { return heldOutNwj(l, r, 0.1, {}); });
    expectSame([](const auto& l, const auto& r) { return heldOutInfoNce(l, r, {}); });
}

TEST(HeldOutValue, OfInfoNceReachesItsCapAndNoMore) {
    const at::Tensor sharp = at::eye(300, at::kFloat) * 30;
    const auto result = heldOutInfoNce(sharp, sharp, {});
    EXPECT_NEAR(result->cap, std::log(300.0), 1e-12);
    EXPECT_LE(result->value, result->cap);
    EXPECT_NEAR(result->value, result->cap, 1e-6);
}

TEST(HeldOutValue, StopsWhereItIsTold) {
    const auto [left, right] = encodings(10);
    EXPECT_FALSE(heldOutInfoNce(left, right, [] { return false; }).has_value());
    EXPECT_FALSE(heldOutDonskerVaradhan(left, right, kInfinity, [] { return false; }).has_value());
}

TEST(HeldOutValue, DoesNotOverflow) {
    const auto [left, right] = encodings(50);
    const auto result = heldOutDonskerVaradhan(left * 1e4, right, kInfinity, {});
    EXPECT_TRUE(std::isfinite(result->value));
    EXPECT_GT(result->relative_variance, 0.1);
}

TEST(NormalScores, AreTheSameAfterAnIncreasingMap) {
    const at::Tensor x = normal({300, 2}, 6), reference = normal({200, 2}, 7);
    const at::Tensor scores = *normalScores(reference, reference, {});
    EXPECT_LT(largest(scores - *normalScores(reference.pow(3), reference.pow(3), {})), 1e-6);
    EXPECT_NEAR(scores.mean().item<double>(), 0.0, 1e-6);
    EXPECT_LT(largest(*normalScores(x, reference, {})), 3.1); // Phi^-1 of 1 - 1/800 is 3.02
}

TEST(NormalScores, GiveEqualNumbersTheirMiddleRank) {
    const at::Tensor x = at::tensor({0.0, 0.0, 0.0, 1.0}, at::kDouble).unsqueeze(1);
    const at::Tensor scores = *normalScores(x, x, {});
    EXPECT_NEAR(scores[0].item<double>(), -0.3186394, 1e-6); // Phi^-1(1.5 / 4)
    EXPECT_NEAR(scores[3].item<double>(), 1.1503494, 1e-6);  // Phi^-1(3.5 / 4)
    const at::Tensor constant = at::full({5, 1}, 2.5, at::kDouble);
    EXPECT_EQ(largest(*normalScores(constant, constant, {})), 0.0);
}

} // namespace
} // namespace infoplane
