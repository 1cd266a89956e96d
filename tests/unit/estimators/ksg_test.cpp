// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/digamma.h"
#include "core/estimators/neighbours/ksg.h"
#include "tests/unit/estimators/samples.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numbers>
#include <numeric>

namespace infoplane {
namespace {

using namespace samples;

// Over 40 other seeds of every case below that uses it, at 4,000 points, the largest spread was 0.023 nats (2
// + 2 dimensions) and the largest bias beyond it 0.02 (uniform noise, whose density has edges): four
// deviations fail one case in 16,000.
constexpr std::size_t kPoints = 4000;
constexpr double kFourDeviations = 0.094;

Estimation ksg(const Variable& x, const Variable& y, double k = 3, std::size_t threads = 2) {
    return measure(*makeKsg(), x, y, {{"k", k}}, threads);
}

// Equation 8 as it stands, with n_x and n_y counted by `nearer`.
template <class Nearer>
double equation8(const Variable& x, const Variable& y, std::size_t k, Nearer nearer) {
    const DigammaTable psi(x.points);
    double sum = 0;
    for (std::size_t i = 0; i < x.points; ++i) {
        Numbers dx, dy, dz;
        for (std::size_t j = 0; j < x.points; ++j) {
            if (j == i) continue;
            dx.push_back(std::abs(x.values[j] - x.values[i]));
            dy.push_back(std::abs(y.values[j] - y.values[i]));
            dz.push_back(std::max(dx.back(), dy.back()));
        }
        std::ranges::sort(dz);
        const auto within = [&](double d) { return nearer(d, dz[k - 1]); };
        sum += psi(static_cast<std::size_t>(std::ranges::count_if(dx, within)) + 1) +
               psi(static_cast<std::size_t>(std::ranges::count_if(dy, within)) + 1);
    }
    return psi(k) + psi(x.points) - sum / static_cast<double>(x.points);
}

TEST(Ksg, IsEquation8WithStrictCounts) {
    const auto [x, y] = gaussians(1000, 0.6);
    for (const std::size_t k : {1, 3, 10})
        EXPECT_NEAR(ksg(x, y, static_cast<double>(k)).estimate.value, equation8(x, y, k, std::less<>()),
                    1e-12);
    // Counting the boundary too is another number, by about 1 / n_x.
    EXPECT_GT(ksg(x, y).estimate.value, equation8(x, y, 3, std::less_equal<>()) + 0.01);
}

TEST(Ksg, GivesGaussians) {
    for (const double rho : {0.0, 0.3, 0.6, 0.9}) {
        const auto [x, y] = gaussians(kPoints, rho);
        EXPECT_NEAR(ksg(x, y).estimate.value, gaussianInformation(rho), kFourDeviations) << rho;
    }
    const auto [x, y] = gaussians(kPoints, 0.6, 2);
    EXPECT_NEAR(ksg(x, y).estimate.value, gaussianInformation(0.6, 2), kFourDeviations);
}

TEST(Ksg, IsHardlyChangedByARotation) {
    auto [x, y] = gaussians(kPoints, 0.6, 2);
    for (std::size_t i = 0; i < x.points; ++i) {
        const double a = x.values[2 * i], b = x.values[2 * i + 1];
        x.values[2 * i] = 0.8 * a - 0.6 * b;
        x.values[2 * i + 1] = 0.6 * a + 0.8 * b;
    }
    EXPECT_NEAR(ksg(x, y).estimate.value, gaussianInformation(0.6, 2), kFourDeviations);
}

TEST(Ksg, IsHardlyChangedByMonotoneMaps) {
    const auto [x, y] = gaussians(kPoints, 0.6);
    const auto cube = [](double v) { return v * v * v; };
    const auto squash = [](double v) { return 1 / (1 + std::exp(-v)); };
    EXPECT_NEAR(ksg(mapped(x, cube), y).estimate.value, gaussianInformation(0.6), kFourDeviations);
    EXPECT_NEAR(ksg(mapped(x, squash), mapped(y, squash)).estimate.value, gaussianInformation(0.6),
                kFourDeviations);
}

// y = x + u, x uniform on [0, 1], u on [-e, e]: h(y) - h(u) = e - ln 2e.
TEST(Ksg, GivesUniformNoise) {
    Numbers y = uniforms(kPoints, 1);
    const Numbers noise = uniforms(kPoints, 2);
    const Variable x = continuous("x", y);
    for (std::size_t i = 0; i < y.size(); ++i)
        y[i] += 0.25 * (2 * noise[i] - 1);
    EXPECT_NEAR(ksg(x, continuous("y", y)).estimate.value, 0.25 - std::log(0.5), kFourDeviations);
}

// Bivariate Student t with 4 degrees of freedom: -1/2 ln(1 - rho^2) + f(4) + f(6) - 2 f(5),
// f(n) = ln Gamma(n/2) - n/2 psi(n/2) (Czyz et al. 2023).
TEST(Ksg, GivesStudentT) {
    auto [x, y] = gaussians(kPoints, 0.6);
    const Numbers n = normals(4 * kPoints, 3);
    for (std::size_t i = 0; i < kPoints; ++i) {
        double chi_square = 0;
        for (std::size_t c = 0; c < 4; ++c)
            chi_square += n[4 * i + c] * n[4 * i + c];
        x.values[i] /= std::sqrt(chi_square / 4);
        y.values[i] /= std::sqrt(chi_square / 4);
    }
    const double gamma = std::numbers::egamma;
    const double f4 = -2 * (1 - gamma), f6 = std::log(2.0) - 3 * (1.5 - gamma);
    const double f5 =
        std::log(0.75 * std::sqrt(std::numbers::pi)) - 2.5 * (8.0 / 3 - gamma - 2 * std::log(2.0));
    EXPECT_NEAR(ksg(x, y).estimate.value, gaussianInformation(0.6) + f4 + f6 - 2 * f5, kFourDeviations);
}

TEST(Ksg, DependsNeitherOnTheOrderOfPointsNorOnThreads) {
    const auto [x, y] = gaussians(3000, 0.6);
    std::vector<std::size_t> backwards(x.points);
    std::iota(backwards.rbegin(), backwards.rend(), 0u);
    EXPECT_NEAR(ksg(subsample(x, backwards), subsample(y, backwards)).estimate.value,
                ksg(x, y).estimate.value, 1e-12);
    EXPECT_EQ(ksg(x, y, 3, 1).estimate.value, ksg(x, y, 3, 4).estimate.value);
    EXPECT_NEAR(ksg(y, x).estimate.value, ksg(x, y).estimate.value, 1e-12);
}

TEST(Ksg, OfAConstantIsZero) {
    const Variable x = continuous("x", normals(100, 1)), c = continuous("c", Numbers(100, 2.5));
    EXPECT_NEAR(ksg(x, c).estimate.value, 0.0, 1e-13);
    EXPECT_NEAR(ksg(c, c).estimate.value, 0.0, 1e-13);
    EXPECT_FALSE(ksg(x, c).warnings.empty());
}

TEST(Ksg, OfAVariableWithItselfStandsAtTheCap) {
    const Variable x = continuous("x", normals(500, 1));
    const Estimation e = ksg(x, x);
    const DigammaTable psi(500);
    EXPECT_NEAR(e.estimate.value, psi(500) - psi(3), 1e-12);
    EXPECT_NEAR(e.estimate.cap, psi(500) - psi(3), 1e-12);
    EXPECT_EQ(e.estimate.flags, kAtCap);
}

TEST(Ksg, WarnsOfWhatIsNoDensity) {
    const auto [x, y] = gaussians(500, 0.6);
    EXPECT_TRUE(ksg(x, y).warnings.empty());
    const Variable whole = mapped(x, [](double v) { return std::round(v); });
    ASSERT_EQ(ksg(whole, y).warnings.size(), 1u);
    EXPECT_NE(ksg(whole, y).warnings.front().find("points have a value of x that another one has too"),
              std::string::npos);
    // Distinct whole numbers have no equal values, but equal distances.
    Numbers grid(500);
    std::iota(grid.begin(), grid.end(), 0.0);
    const auto equal = ksg(continuous("x", grid), continuous("y", grid), 2).warnings; // y = x: infinite
    ASSERT_EQ(equal.size(), 2u);
    EXPECT_NE(equal.back().find("likely too low"), std::string::npos);
    const auto scaled = ksg(mapped(x, [](double v) { return 1000 * v; }), y).warnings;
    ASSERT_EQ(scaled.size(), 1u);
    EXPECT_NE(scaled.front().find("divide each column"), std::string::npos);
}

TEST(Ksg, SaysWhatIsWrong) {
    const auto ksg_of = [](std::size_t points, double k) {
        const auto [x, y] = gaussians(points, 0.6);
        return makeKsg()->measure(x, y, {{{"k", k}}, 1, 1}, {});
    };
    EXPECT_FALSE(ksg_of(1, 1).ok());
    EXPECT_FALSE(ksg_of(5, 5).ok());
    EXPECT_TRUE(ksg_of(6, 5).ok());
    EXPECT_EQ(
        ksg_of(3, 3).error().text(),
        "ksg: k = 3 neighbours need at least 4 points and there are 3: give more points or a smaller k");
    const auto [x, y] = gaussians(100, 0.6);
    const auto stopped = makeKsg()->measure(x, y, {{{"k", 3}}, 1, 1}, [] { return false; });
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
    EXPECT_TRUE(makeKsg()->refusal(x, discrete("y", {1, 2})).has_value());
}

} // namespace
} // namespace infoplane
