// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/hsic.h"
#include "tests/unit/estimators/tensor_support.h"

#include <gtest/gtest.h>

#include <cmath>

namespace infoplane {
namespace {

using testing::automatic;
using testing::differences;
using testing::largest;
using testing::normal;

// K (K + epsilon B I)^-1 as it is written.
at::Tensor byHand(const at::Tensor& x) {
    const std::int64_t batch = x.size(0);
    const at::Tensor centring = at::eye(batch, at::kDouble) - 1.0 / double(batch);
    const double s = 5.0 * std::sqrt(double(x.size(1)));
    at::Tensor kernel = at::empty({batch, batch}, at::kDouble);
    for (std::int64_t i = 0; i < batch; ++i)
        for (std::int64_t j = 0; j < batch; ++j)
            kernel[i][j] = std::exp(-(x[i] - x[j]).square().sum().item<double>() / (2 * s * s));
    const at::Tensor k = centring.mm(kernel).mm(centring);
    return k.mm(at::inverse(k + 1e-5 * double(batch) * at::eye(batch, at::kDouble)));
}

TEST(NormalisedHsic, IsItsFormulaForEachSeed) {
    const at::Tensor x = normal({2, 8, 3}, 1), y = normal({2, 8, 2}, 2);
    const at::Tensor value = normalisedHsic(x, y);
    for (std::int64_t r = 0; r < 2; ++r)
        EXPECT_NEAR(value[r].item<double>(), byHand(x[r]).mm(byHand(y[r])).trace().item<double>(), 1e-7);
}

TEST(NormalisedHsic, IsZeroForAConstantAndBelowTheBatch) {
    const at::Tensor x = normal({1, 16, 3}, 3);
    EXPECT_NEAR(normalisedHsic(x, at::full({1, 16, 2}, 0.5, at::kDouble)).item<double>(), 0.0, 1e-12);
    EXPECT_LT(normalisedHsic(x, x).item<double>(), 15.0);
    EXPECT_GT(normalisedHsic(x, x).item<double>(), normalisedHsic(x, normal({1, 16, 3}, 4)).item<double>());
}

TEST(NormalisedHsic, GradientIsThatOfDifferences) {
    const at::Tensor y = normal({2, 6, 2}, 5), x = normal({2, 6, 3}, 6);
    const auto f = [&](const at::Tensor& t) { return normalisedHsic(t, y); };
    const at::Tensor exact = automatic(f, x);
    // The matrices are ill-conditioned (epsilon 1e-5): differences lose that many digits.
    EXPECT_LT(largest(exact - differences(f, x)) / largest(exact), 1e-4);
}

} // namespace
} // namespace infoplane
