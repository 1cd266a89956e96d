// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/digamma.h"
#include "core/estimators/gaussian/gaussian_bound.h"
#include "core/estimators/gaussian/gaussian_copula.h"
#include "core/estimators/gaussian/linear_gaussian.h"
#include "core/estimators/gaussian/log_det.h"
#include "core/support/normal_quantile.h"
#include "tests/unit/estimators/samples.h"

#include <gtest/gtest.h>

#include <numbers>

namespace infoplane {
namespace {

using namespace samples;

Matrix randomMatrix(std::size_t rows, std::size_t columns) {
    Matrix m(rows, columns);
    m.values = normals(rows * columns, 1);
    return m;
}

TEST(NormalQuantile, InvertsTheDistribution) {
    for (const double p : {1e-300, 1e-20, 1e-5, 0.02, 0.075, 0.3, 0.5, 0.8, 0.97, 0.9999})
        EXPECT_NEAR(0.5 * std::erfc(-normalQuantile(p) / std::numbers::sqrt2), p, 1e-13 * p) << p;
    EXPECT_EQ(normalQuantile(0.25), -normalQuantile(0.75));
}

TEST(LogDeterminant, IsThatOfAProduct) {
    // det(I + v v' ) = 1 + |v|^2; sizes across the borders of tiles and blocks.
    for (const std::size_t size : {1, 3, 64, 65, 200}) {
        const Matrix v = randomMatrix(size, 1);
        Matrix m = lowerProduct(v, {2, {}}).value();
        double squares = 0;
        for (std::size_t i = 0; i < size; ++i) {
            squares += m.at(i, i);
            m.at(i, i) += 1;
        }
        EXPECT_NEAR(logDeterminant(m, 0, {2, {}}).value(), std::log1p(squares), 1e-12) << size;
    }
}

TEST(LogDeterminant, RefusesASingularMatrixAndStops) {
    const Matrix product = lowerProduct(randomMatrix(70, 69), {1, {}}).value();
    EXPECT_EQ(logDeterminant(product, 1e-12, {1, {}}).error().code, ErrorCode::Numeric);
    const Work stopped{1, [] { return false; }};
    EXPECT_FALSE(lowerProduct(randomMatrix(70, 80), stopped).has_value());
    Matrix unit(70, 70);
    for (std::size_t i = 0; i < 70; ++i)
        unit.at(i, i) = 1;
    EXPECT_EQ(logDeterminant(unit, 0, stopped).error().code, ErrorCode::Cancelled);
}

TEST(LogDeterminant, DoesNotDependOnThreads) {
    const Matrix m = randomMatrix(150, 9000);
    const Matrix one = lowerProduct(m, {1, {}}).value(), three = lowerProduct(m, {3, {}}).value();
    EXPECT_EQ(one.values, three.values);
    EXPECT_EQ(logDeterminant(one, 0, {1, {}}).value(), logDeterminant(one, 0, {3, {}}).value());
}

// Four points at (+-a, +-b): covariance diag(a^2, b^2) exactly.
Variable corners(double a, double b) {
    return continuous("x", {a, b, -a, b, a, -b, -a, -b}, 2);
}

TEST(LinearGaussian, IsExactForAKnownCovariance) {
    const Variable x = corners(2, 3);
    const Estimation e = measure(*makeLinearGaussian(), x, x, {{"sigma", 0.5}});
    EXPECT_NEAR(e.estimate.value, 0.5 * std::log((1 + 16) * (1 + 36.0)), 1e-13);
    EXPECT_EQ(e.estimand, "I(x;x^), x^ = x + 0.5 N(0, I)");
    EXPECT_EQ(e.direction, Direction::Upper);
    EXPECT_EQ(e.warnings.size(), 1u); // of few points
}

TEST(LinearGaussian, IsTheSameByPointsAndByColumns) {
    // 40 points in 30 columns; the columns written twice, over sqrt 2, leave x x' as it is but pass the
    // points.
    const Numbers values = normals(40 * 30, 2);
    Numbers twice;
    for (std::size_t i = 0; i < 40; ++i)
        for (int copy = 0; copy < 2; ++copy)
            for (std::size_t c = 0; c < 30; ++c)
                twice.push_back(values[i * 30 + c] / std::numbers::sqrt2);
    const Variable narrow = continuous("x", values, 30), wide = continuous("x", twice, 60);
    EXPECT_NEAR(measure(*makeLinearGaussian(), narrow, narrow, {{"sigma", 0.3}}).estimate.value,
                measure(*makeLinearGaussian(), wide, wide, {{"sigma", 0.3}}).estimate.value, 1e-10);
}

TEST(GaussianBound, GivesBothCovariances) {
    // x_2 = x_1: the full covariance sees that there is one number, not two.
    const Variable x = continuous("x", {1, 1, -1, -1}, 2);
    const auto both = measureAll(*makeGaussianBound(), x, x, {{"sigma", 1}});
    ASSERT_EQ(both.size(), 2u);
    EXPECT_EQ(both[0].estimator, "gaussian_bound_diagonal");
    EXPECT_NEAR(both[0].estimate.value, std::log(2.0), 1e-14);
    EXPECT_EQ(both[1].estimator, "gaussian_bound_full");
    EXPECT_NEAR(both[1].estimate.value, 0.5 * std::log(3.0), 1e-14);
    EXPECT_EQ(both[1].direction, Direction::Upper);
    EXPECT_EQ(both[0].estimand, both[1].estimand);
}

TEST(GaussianBound, FullOneIsUnchangedByARotation) {
    const Variable x = corners(2, 3);
    Variable turned = x;
    for (std::size_t i = 0; i < x.points; ++i) {
        turned.values[2 * i] = 0.8 * x.values[2 * i] - 0.6 * x.values[2 * i + 1];
        turned.values[2 * i + 1] = 0.6 * x.values[2 * i] + 0.8 * x.values[2 * i + 1];
    }
    const auto before = measureAll(*makeGaussianBound(), x, x, {{"sigma", 0.7}});
    const auto after = measureAll(*makeGaussianBound(), turned, x, {{"sigma", 0.7}});
    EXPECT_NEAR(before[1].estimate.value, after[1].estimate.value, 1e-13);
    EXPECT_NEAR(before[0].estimate.value, before[1].estimate.value, 1e-13);
    EXPECT_GT(after[0].estimate.value, after[1].estimate.value);
}

TEST(GaussianBound, OfAConstantIsZero) {
    const Variable c = continuous("c", Numbers(30, 0.1), 3);
    for (const Estimation& e : measureAll(*makeGaussianBound(), c, c, {{"sigma", 1e-6}}))
        EXPECT_NEAR(e.estimate.value, 0.0, 1e-12);
}

TEST(GaussianBound, SaysWhenSigmaIsTooSmall) {
    const Variable x = continuous("x", {1e9, 1e9, -1e9, -1e9, 5e8, 5e8}, 2);
    const auto result = makeGaussianBound()->measure(x, x, {{{"sigma", 1e-3}}, 1, 1}, {});
    EXPECT_EQ(result.error().code, ErrorCode::Numeric);
    EXPECT_TRUE(makeGaussianBound()->refusal(discrete("x", {1, 2}), x).has_value());
}

TEST(GaussianCopula, IsThatOfTheCorrelationOfScores) {
    const auto [x, y] = gaussians(500, 0.6);
    double xx = 0, xy = 0;
    for (std::size_t i = 0; i < 500; ++i) {
        const auto score = [&](const Variable& v) {
            double rank = 1;
            for (const double other : v.values)
                rank += other < v.values[i] ? 1 : 0;
            return normalQuantile(rank / 501);
        };
        xx += score(x) * score(x);
        xy += score(x) * score(y);
    }
    const double bias = 0.5 * (digamma(0.5 * 499) - digamma(0.5 * 498));
    EXPECT_NEAR(measure(*makeGaussianCopula(), x, y).estimate.value, gaussianInformation(xy / xx) - bias,
                1e-12);
}

// The deviation of -1/2 ln(1 - r^2) is |rho| / sqrt N, below 0.0142 a pair of columns: four of them fail one
// case in 16,000. Ranks add less than a tenth of it.
TEST(GaussianCopula, GivesGaussiansOfAnyWidth) {
    for (const double rho : {0.0, 0.3, 0.6, 0.9})
        for (const std::size_t width : {1, 4}) {
            const auto [x, y] = gaussians(4000, rho, width);
            EXPECT_NEAR(measure(*makeGaussianCopula(), x, y).estimate.value, gaussianInformation(rho, width),
                        4 * 0.0157 * std::sqrt(static_cast<double>(width)))
                << rho << " " << width;
        }
}

TEST(GaussianCopula, IsUnchangedByIncreasingMaps) {
    const auto [x, y] = gaussians(1000, 0.6, 3);
    const auto cube = [](double v) { return v * v * v; };
    EXPECT_EQ(measure(*makeGaussianCopula(), mapped(x, cube), mapped(y, [](double v) { return std::exp(v); }))
                  .estimate.value,
              measure(*makeGaussianCopula(), x, y).estimate.value);
}

// Of independent columns 2 N times the uncorrected value is chi-square with 100 degrees of freedom: mean 0.05
// and deviation sqrt(200) / 2000 = 0.0071.
TEST(GaussianCopula, HasNoBiasForIndependentOnes) {
    const auto [x, y] = gaussians(1000, 0.0, 10);
    EXPECT_NEAR(measure(*makeGaussianCopula(), x, y).estimate.value, 0.0, 4 * 0.0071);
}

TEST(GaussianCopula, LeavesOutConstantColumnsAndCountsTies) {
    const auto [x, y] = gaussians(200, 0.6);
    Numbers with_constant;
    for (const double v : x.values) {
        with_constant.push_back(v);
        with_constant.push_back(7);
    }
    const Estimation e = measure(*makeGaussianCopula(), continuous("x", with_constant, 2), y);
    EXPECT_EQ(e.estimate.value, measure(*makeGaussianCopula(), x, y).estimate.value);
    EXPECT_EQ(e.warnings.at(1), "1 constant columns were left out");
    EXPECT_EQ(measure(*makeGaussianCopula(), continuous("c", Numbers(200, 1)), y).estimate.value, 0.0);
    const Variable rounded = mapped(x, [](double v) { return std::round(v); });
    EXPECT_EQ(measure(*makeGaussianCopula(), rounded, y).warnings.size(), 2u);
}

TEST(GaussianCopula, SaysWhatIsWrong) {
    const auto error = [](const Variable& x, const Variable& y) {
        return makeGaussianCopula()->measure(x, y, {{}, 1, 1}, {}).error();
    };
    const auto [x, y] = gaussians(100, 0.6);
    EXPECT_EQ(error(x, x).code, ErrorCode::Numeric); // infinite
    EXPECT_EQ(error(x, mapped(x, [](double v) { return -v; })).code, ErrorCode::Numeric);
    EXPECT_EQ(error(continuous("x", {1, 2}), continuous("y", {2, 1})).code, ErrorCode::InvalidArgument);
    EXPECT_EQ(error(continuous("x", {1}), continuous("y", {2})).code, ErrorCode::InvalidArgument);
    EXPECT_TRUE(makeGaussianCopula()->refusal(x, discrete("y", {1, 2})).has_value());
}

} // namespace
} // namespace infoplane
