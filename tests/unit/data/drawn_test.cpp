// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/gaussian_classes.h"
#include "core/data/linear_gaussian.h"
#include "core/data/spherical_rule.h"
#include "tests/unit/data/data_file.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <set>

namespace infoplane {
namespace {

using testing::HasSubstr;

DataConfig drawn(const std::string& name) {
    DataConfig config;
    config.name = name;
    return config;
}

double bits(std::size_t classes, std::size_t dimension, double separation) {
    return gaussianClassInformation(gaussianClassMeans(classes, dimension, separation)) / std::numbers::ln2;
}

// Computed by a second program (numpy, step 0.01). Four classes on a square are two pairs, one in each axis.
TEST(GaussianClasses, KnowTheirInformation) {
    EXPECT_NEAR(bits(2, 1, 2.0), 0.485944, 1e-6);
    EXPECT_NEAR(bits(2, 5, 2.0), 0.485944, 1e-6);
    EXPECT_NEAR(bits(4, 2, 2.0), 2 * 0.485944, 2e-6);
    EXPECT_NEAR(bits(7, 3, 0.0), 0.0, 1e-12);
    EXPECT_NEAR(bits(7, 3, 60.0), std::log2(7.0), 1e-9);
    EXPECT_LT(bits(3, 2, 1.0), bits(3, 2, 1.5));
}

TEST(GaussianClasses, NeighboursAreTheSeparationApart) {
    for (const std::size_t classes : {2u, 3u, 10u})
        for (const std::size_t dimension : {1u, 2u}) {
            const auto means = gaussianClassMeans(classes, dimension, 3.0);
            EXPECT_NEAR(std::hypot(means[1][0] - means[0][0], means[1][1] - means[0][1]), 3.0, 1e-12);
        }
}

TEST(GaussianClasses, AreDrawnAsTheySay) {
    auto config = drawn("gaussian-classes");
    config.classes = 3;
    config.dimension = 4;
    config.separation = 5.0;
    config.examples = 30'000;
    const auto dataset = loadDataset(config);
    ASSERT_TRUE(dataset.ok()) << dataset.error().text();
    EXPECT_THAT(dataset->title, HasSubstr("3 Gaussian classes in 4 dimensions, I(X;Y) = 1.5"));
    EXPECT_THAT(dataset->title, HasSubstr("H(Y) = 1.5850 bits"));
    const auto means = gaussianClassMeans(3, 4, 5.0);
    for (std::uint32_t c = 0; c < 3; ++c)
        for (std::size_t k = 0; k < 4; ++k) {
            double sum = 0.0, squares = 0.0;
            for (std::size_t i = c; i < dataset->size(); i += 3) {
                ASSERT_EQ(dataset->labels[i], c);
                const double x = dataset->inputs[4 * i + k] - (k < 2 ? means[c][k] : 0.0);
                sum += x;
                squares += x * x;
            }
            EXPECT_NEAR(sum / 10'000, 0.0, 0.05); // five deviations of a mean of 10,000
            EXPECT_NEAR(squares / 10'000, 1.0, 0.07);
        }
}

TEST(GaussianClasses, AreTheSameForTheSameSeed) {
    auto config = drawn("gaussian-classes");
    const auto first = loadDataset(config), again = loadDataset(config);
    config.seed = 1;
    EXPECT_EQ(first->checksum, again->checksum);
    EXPECT_NE(first->checksum, loadDataset(config)->checksum);
}

// Computed by a second program (numpy, Gauss-Legendre of 20 points on 600 intervals).
TEST(LinearGaussian, KnowsItsInformation) {
    const auto information = [](std::size_t classes, double correlation) {
        return linearGaussianClassInformation(classes, correlation) / std::numbers::ln2;
    };
    EXPECT_NEAR(information(2, 0.9), 0.5500191, 1e-6);
    EXPECT_NEAR(information(4, 0.6), 0.2686417, 1e-6);
    EXPECT_NEAR(information(10, 0.99), 2.3345084, 1e-6);
    EXPECT_NEAR(information(2, 0.9999), 0.9852973, 1e-6);
    EXPECT_NEAR(information(4, 0.0), 0.0, 1e-12);
    EXPECT_NEAR(linearGaussianInformation(0.9) / std::numbers::ln2, 1.197964, 1e-6);
    // Many classes lose nothing, and none gain.
    EXPECT_NEAR(information(100, 0.9), linearGaussianInformation(0.9) / std::numbers::ln2, 0.01);
    EXPECT_LT(information(100, 0.9), linearGaussianInformation(0.9) / std::numbers::ln2);
}

TEST(LinearGaussian, IsDrawnAsItSays) {
    auto config = drawn("linear-gaussian");
    config.classes = 4;
    config.dimension = 3;
    config.correlation = 0.6;
    config.examples = 40'000;
    const auto dataset = loadDataset(config);
    ASSERT_TRUE(dataset.ok()) << dataset.error().text();
    EXPECT_THAT(dataset->title, HasSubstr("4 classes, I(X;Y) = "));
    EXPECT_THAT(dataset->title, HasSubstr("H(Y) = 2.0000 bits (0.3219 bits before"));
    std::array<double, 4> counts{}, sums{};
    for (std::size_t i = 0; i < dataset->size(); ++i) {
        ++counts.at(dataset->labels[i]);
        for (std::size_t k = 0; k < 3; ++k)
            sums.at(dataset->labels[i]) += dataset->inputs[3 * i + k] / std::numbers::sqrt3;
    }
    // E[u | class] = correlation E[v | class]; of a quarter of a normal it is 4 (density difference).
    const double outer =
        4.0 * std::exp(-0.5 * 0.6744897502 * 0.6744897502) / std::sqrt(2.0 * std::numbers::pi);
    const double inner = 4.0 / std::sqrt(2.0 * std::numbers::pi) - outer;
    const std::array expected{-outer, -inner, inner, outer};
    for (std::size_t c = 0; c < 4; ++c) {
        EXPECT_NEAR(counts.at(c), 10'000, 5 * 87); // five deviations of a binomial count
        EXPECT_NEAR(sums.at(c) / counts.at(c), 0.6 * expected.at(c), 0.05); // five of a mean of 10,000
    }
}

// Informations computed by a second program (numpy) from the definition.
TEST(SphericalRule, HasAKnownInformation) {
    const auto information = [](std::int64_t degree, double sharpness) {
        const auto p = sphericalRule(degree, sharpness);
        EXPECT_NEAR(std::accumulate(p.begin(), p.end(), 0.0) / 4096.0, 0.5, 1e-9);
        double entropy = 0.0;
        for (const double v : p)
            for (const double q : {v, 1.0 - v})
                if (q > 0.0) entropy -= q * std::log2(q) / 4096.0;
        return 1.0 - entropy;
    };
    EXPECT_NEAR(information(1, 30), 0.976435986, 1e-8);
    EXPECT_NEAR(information(2, 10), 0.830381048, 1e-8);
    EXPECT_NEAR(information(3, 3), 0.468228810, 1e-8);
    EXPECT_NEAR(information(1, 1e-3), 0.0, 1e-6);
}

// The power of degree 1 takes 20 values on the 4,096 patterns, so a rotation cannot change it unseen.
TEST(SphericalRule, DependsOnThePowerAlone) {
    std::set<long> values;
    for (const double p : sphericalRule(1, 1.0))
        values.insert(std::lround(p * 1e9));
    EXPECT_EQ(values.size(), 20u);
}

TEST(SphericalRule, ShowsEveryPatternOnceBeforeAnyComesAgain) {
    const auto dataset = loadDataset(drawn("spherical-rule"));
    ASSERT_TRUE(dataset.ok()) << dataset.error().text();
    EXPECT_EQ(dataset->size(), 4096u);
    std::set<std::vector<float>> patterns;
    for (std::size_t i = 0; i < dataset->size(); ++i)
        patterns.emplace(dataset->inputs.begin() + 12 * static_cast<std::ptrdiff_t>(i),
                         dataset->inputs.begin() + 12 * static_cast<std::ptrdiff_t>(i + 1));
    EXPECT_EQ(patterns.size(), 4096u);
    EXPECT_THAT(dataset->title, HasSubstr("I(X;Y) = 0.9764 bits, H(Y) = 1.0000 bits"));
    const auto ones = static_cast<double>(std::ranges::count(dataset->labels, 1u));
    EXPECT_NEAR(ones, 2048.0, 5 * 32.0); // at most the deviation of 4,096 coins
}

class Table : public DataFileTest {
protected:
    DataConfig config(std::string_view table) const {
        auto config = drawn("table");
        config.table = write("p.csv", table);
        return config;
    }
};

// A binary symmetric channel of flip 0.1: I = 1 - h(0.1) = 0.531004 bits.
TEST_F(Table, DrawsFromIt) {
    auto channel = config("0.45,0.05\n0.05,0.45\n");
    channel.examples = 10'000;
    const auto dataset = loadDataset(channel);
    ASSERT_TRUE(dataset.ok()) << dataset.error().text();
    EXPECT_EQ(dataset->title, "Table p.csv, I(X;Y) = 0.5310 bits, H(Y) = 1.0000 bits");
    std::array<std::array<int, 2>, 2> counts{};
    for (std::size_t i = 0; i < dataset->size(); ++i) {
        ASSERT_EQ(dataset->inputs[2 * i] + dataset->inputs[2 * i + 1], 1.0f);
        ++counts.at(dataset->inputs[2 * i] == 1.0f ? 0 : 1).at(dataset->labels[i]);
    }
    EXPECT_NEAR(counts[0][0], 4500, 250); // five deviations of a binomial count
    EXPECT_NEAR(counts[0][1], 500, 110);
    EXPECT_NEAR(counts[1][1], 4500, 250);
}

TEST_F(Table, RefusesWhatIsNoDistribution) {
    EXPECT_THAT(refusalOf(config("a,b\n0.5,0.6\n0.1,0.1\n")), HasSubstr("sum to 1.3"));
    EXPECT_THAT(refusalOf(config("0.5,-0.5\n0.5,0.5\n")), HasSubstr("row 0, column 1"));
    EXPECT_THAT(refusalOf(config("1.0\n")), HasSubstr("from 2 to 1000"));
    EXPECT_THAT(refusalOf(config("")), HasSubstr("is empty"));
    EXPECT_THAT(refusalOf(drawn("table")), HasSubstr("data.table: names no file"));
}

} // namespace
} // namespace infoplane
