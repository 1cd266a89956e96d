// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/counts/histogram.h"

#include <gtest/gtest.h>

#include <cmath>

namespace infoplane {
namespace {

// x and y with counts[a][b] points of the pair (a, b).
Estimation measureTable(const std::vector<std::vector<int>>& counts) {
    std::vector<std::int64_t> x, y;
    for (std::size_t a = 0; a < counts.size(); ++a)
        for (std::size_t b = 0; b < counts[a].size(); ++b)
            for (int n = 0; n < counts[a][b]; ++n) {
                x.push_back(static_cast<std::int64_t>(a));
                y.push_back(static_cast<std::int64_t>(b));
            }
    const auto results =
        makeHistogram()->measure(*discreteVariable("x", x), *discreteVariable("y", y), {}, {});
    return results.value().front();
}

double entropy(double p) {
    return -p * std::log(p) - (1 - p) * std::log(1 - p);
}

TEST(Histogram, GivesTheBinarySymmetricChannel) {
    const Estimation result = measureTable({{45, 5}, {5, 45}}); // crossover 0.1
    EXPECT_NEAR(result.estimate.value, std::log(2.0) - entropy(0.1), 1e-12);
    EXPECT_NEAR(result.estimate.cap, std::log(2.0), 1e-12);
    EXPECT_EQ(result.samples, 100u);
    EXPECT_EQ(result.estimand, "I(x;y)");
}

TEST(Histogram, GivesTheErasureChannel) {
    const Estimation result = measureTable({{40, 0, 10}, {0, 40, 10}}); // erased with 0.2
    EXPECT_NEAR(result.estimate.value, 0.8 * std::log(2.0), 1e-12);
}

TEST(Histogram, IsZeroForIndependentAndConstantOnes) {
    EXPECT_NEAR(measureTable({{10, 20}, {30, 60}}).estimate.value, 0.0, 1e-12);
    EXPECT_EQ(measureTable({{7}}).estimate.value, 0.0);
    EXPECT_EQ(measureTable({{1}}).estimate.value, 0.0); // a single point
    EXPECT_EQ(measureTable({{3, 4}}).estimate.value, 0.0);
}

TEST(Histogram, WarnsWhereItsBiasIsLarge) {
    EXPECT_TRUE(measureTable({{450, 50}, {50, 450}}).warnings.empty());
    EXPECT_FALSE(measureTable({{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}).warnings.empty());
}

} // namespace
} // namespace infoplane
