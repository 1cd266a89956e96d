// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/adam.h"
#include "core/nn/optimiser.h"

#include <gtest/gtest.h>

#include <cmath>

namespace infoplane {
namespace {

// One number, descended along w^2 / 2 with gradient w.
double after(int steps, const OptimiserOptions& options, double rate) {
    at::Tensor w = at::full({1, 1}, 2.0, at::kDouble).set_requires_grad(true);
    Optimiser optimiser({w}, options);
    for (int i = 0; i < steps; ++i) {
        (0.5 * w.square()).sum().backward();
        optimiser.step(rate);
    }
    return w.item<double>();
}

TEST(Optimiser, AdamIsItsFormulaWithTheDecayInTheGradient) {
    double w = 2.0, m = 0.0, v = 0.0;
    for (int t = 1; t <= 5; ++t) {
        const double g = w + 0.1 * w;
        m = 0.9 * m + 0.1 * g;
        v = 0.999 * v + 0.001 * g * g;
        w -= 0.05 * (m / (1 - std::pow(0.9, t))) / (std::sqrt(v / (1 - std::pow(0.999, t))) + 1e-8);
    }
    EXPECT_NEAR(after(5, {OptimiserKind::Adam, 0.9, 0.1, 0.0}, 0.05), w, 1e-13);
}

TEST(Optimiser, AdamWDecaysBesideTheGradient) {
    double w = 2.0, m = 0.0, v = 0.0;
    for (int t = 1; t <= 5; ++t) {
        const double g = w;
        w *= 1 - 0.05 * 0.1;
        m = 0.9 * m + 0.1 * g;
        v = 0.999 * v + 0.001 * g * g;
        w -= 0.05 * (m / (1 - std::pow(0.9, t))) / (std::sqrt(v / (1 - std::pow(0.999, t))) + 1e-8);
    }
    EXPECT_NEAR(after(5, {OptimiserKind::AdamW, 0.9, 0.1, 0.0}, 0.05), w, 1e-13);
}

TEST(Optimiser, SgdGathersMomentum) {
    for (const double momentum : {0.0, 0.9}) {
        double w = 2.0, b = 0.0;
        for (int t = 0; t < 5; ++t) {
            b = momentum * b + w + 0.1 * w;
            w -= 0.05 * b;
        }
        EXPECT_NEAR(after(5, {OptimiserKind::Sgd, momentum, 0.1, 0.0}, 0.05), w, 1e-13);
    }
}

// What the critics are trained with is the same Adam.
TEST(Optimiser, AdamWithoutExtrasIsAdam) {
    at::Tensor w = at::full({1, 1}, 2.0, at::kDouble).set_requires_grad(true);
    Adam adam({w});
    for (int i = 0; i < 5; ++i) {
        (0.5 * w.square()).sum().backward();
        adam.step(0.05);
    }
    EXPECT_EQ(after(5, {}, 0.05), w.item<double>());
}

TEST(ClipGradients, BringsEachSeedsNormDownToTheMostByItself) {
    std::vector<at::Tensor> gradients{
        at::tensor({3.0, 0.3, 0.0}, at::kDouble).view({3, 1}),
        at::tensor({0.0, 4.0, 0.0, 0.4, 0.0, 0.0}, at::kDouble).view({3, 1, 2})};
    clipGradients(gradients, 1.0);
    EXPECT_NEAR(gradients[0][0].item<double>(), 0.6, 1e-15);
    EXPECT_NEAR(gradients[1][0][0][1].item<double>(), 0.8, 1e-15);
    EXPECT_EQ(gradients[0][1].item<double>(), 0.3); // its norm is 0.5
    EXPECT_EQ(gradients[0][2].item<double>(), 0.0);
}

} // namespace
} // namespace infoplane
