// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/counts/binned_estimator.h"
#include "core/estimators/counts/equal_bins.h"
#include "core/estimators/counts/equal_mass_bins.h"
#include "core/estimators/counts/fixed_width_bins.h"
#include "core/estimators/counts/histogram.h"
#include "tests/unit/estimators/samples.h"

#include <gtest/gtest.h>

#include <numeric>

namespace infoplane {
namespace {

using namespace samples;

const ParameterValues kTanh{{"bins", 30}, {"low", -1}, {"high", 1}};

Variable oneLabel(std::size_t points) {
    return discrete("y", std::vector<std::int64_t>(points, 0));
}

// H(x_b)
double entropyOf(const Estimator& estimator, const Numbers& x, const ParameterValues& given) {
    return measureAll(estimator, continuous("x", x), oneLabel(x.size()), given).at(1).estimate.value;
}

// A point in each bin, one at each end and one at an inner edge.
TEST(EqualBins, ThirtyAreThirty) {
    Numbers x{-1.0, 1.0, 0.0};
    for (int b = 0; b < 30; ++b)
        x.push_back(-1 + (b + 0.5) / 15);
    // 27 bins hold one point, the first, the last and that above the middle two.
    EXPECT_NEAR(entropyOf(*makeEqualBins(), x, kTanh), std::log(33.0) - 6.0 / 33 * std::log(2.0), 1e-14);
    EXPECT_NEAR(entropyOf(*makeEqualBins(), x, {}), std::log(33.0) - 6.0 / 33 * std::log(2.0), 1e-14);
}

TEST(EqualBins, PutTheUpperEndIntoTheLastBin) {
    EXPECT_EQ(entropyOf(*makeEqualBins(), {1.0, 0.99, 0.98, 1.0}, kTanh), 0.0);
}

TEST(EqualBins, GiveTheInformationOfATable) {
    const Variable x = continuous("x", {0.1, 0.1, 0.5, 0.5, 0.5, 0.5, 0.9, 0.9});
    const Variable y = discrete("y", {0, 0, 0, 1, 1, 1, 1, 1});
    const Variable as_symbols = discrete("x", {0, 0, 1, 1, 1, 1, 2, 2});
    const auto both = measureAll(*makeEqualBins(), x, y, {{"bins", 3}, {"low", 0}, {"high", 1}});
    ASSERT_EQ(both.size(), 2u);
    EXPECT_EQ(both[0].estimand, "I(x_b;y), 3 equal bins on [0, 1]");
    EXPECT_NEAR(both[0].estimate.value, measure(*makeHistogram(), as_symbols, y).estimate.value, 1e-14);
    EXPECT_EQ(both[1].estimand, "I(x;x_b), 3 equal bins on [0, 1]");
    EXPECT_NEAR(both[1].estimate.value, histogramEntropy(symbolCounts(as_symbols)), 1e-14);
    EXPECT_NEAR(both[0].estimate.cap, histogramEntropy(symbolCounts(y)), 1e-14);
    EXPECT_NEAR(both[1].estimate.cap, std::log(3.0), 1e-14);
}

TEST(EqualBins, NameTheLayerAndItsInput) {
    Variable t = continuous("T", normals(100, 1));
    t.input = "X";
    const auto both = measureAll(*makeEqualBins(), t, discrete("Y", std::vector<std::int64_t>(100, 1)));
    EXPECT_EQ(both[0].estimand, "I(T_b;Y), 30 equal bins over the observed range");
    EXPECT_EQ(both[1].estimand, "I(X;T_b), 30 equal bins over the observed range");
}

TEST(EqualBins, BinBothOfTwoContinuousOnes) {
    const auto [x, y] = gaussians(20'000, 0.6);
    const auto both = measureAll(*makeEqualBins(), x, y);
    EXPECT_EQ(both[0].estimand, "I(x_b;y_b), 30 equal bins over the observed range");
    // Below the truth for what the bins lose, above by at most 29 * 29 / 40,000 for the plug-in.
    EXPECT_NEAR(both[0].estimate.value, gaussianInformation(0.6), 0.03);
    const Variable symbols = discrete("x", std::vector<std::int64_t>(20'000, 3));
    EXPECT_EQ(measureAll(*makeEqualBins(), symbols, y).size(), 1u);
    EXPECT_TRUE(makeEqualBins()->refusal(symbols, symbols).has_value());
}

TEST(EqualBins, CountWhatLiesOutsideInTheEndBins) {
    Numbers x(200, 0.5);
    x[0] = 3.0;
    x[1] = -3.0;
    const ParameterValues unit{{"bins", 4}, {"low", 0}, {"high", 1}};
    const auto few =
        measureAll(*makeEqualBins(), continuous("x", x), oneLabel(200), unit).at(1); // exactly 1 %
    EXPECT_EQ(few.estimate.flags & kOutOfRange, 0u);
    EXPECT_NEAR(few.estimate.value, std::log(200.0) - 198.0 / 200 * std::log(198.0), 1e-13);
    EXPECT_EQ(few.warnings.at(0), "2 of 200 numbers of x lie outside [0, 1] and were put into the end bins");
    x[2] = 7.0;
    const auto many = measureAll(*makeEqualBins(), continuous("x", x), oneLabel(200), unit).at(1);
    EXPECT_EQ(many.estimate.flags & kOutOfRange, kOutOfRange);
}

TEST(EqualBins, OfAConstantAreOne) {
    for (const auto& make : {makeEqualBins, makeFixedWidthBins, makeEqualMassBins})
        for (const Estimation& e : measureAll(*make(), continuous("x", Numbers(50, 0.3)),
                                              discrete("y", std::vector<std::int64_t>(50, 1))))
            EXPECT_EQ(e.estimate.value, 0.0);
}

TEST(EqualBins, OfManyColumnsStandAtTheCap) {
    const Variable x = continuous("x", normals(500 * 64, 2), 64);
    std::vector<std::int64_t> labels(500);
    std::iota(labels.begin(), labels.end(), 0);
    for (std::int64_t& label : labels)
        label %= 10;
    const auto both = measureAll(*makeEqualBins(), x, discrete("y", labels));
    EXPECT_NEAR(both[0].estimate.value, std::log(10.0), 1e-12);
    EXPECT_NEAR(both[1].estimate.value, std::log(500.0), 1e-12);
    EXPECT_EQ(both[0].estimate.flags & both[1].estimate.flags & kAtCap, kAtCap);
    EXPECT_FALSE(both[0].warnings.empty()); // of its bias
}

TEST(EqualBins, SayWhatIsWrong) {
    const auto wrong = makeEqualBins()->measure(continuous("x", {1, 2}), oneLabel(2),
                                                {{{"bins", 3}, {"low", 1}, {"high", 0}}, 1, 1}, {});
    EXPECT_EQ(wrong.error().text(), "binning: low must not be above high: exchange them");
    const auto stopped =
        makeEqualBins()->measure(continuous("x", {1, 2}), oneLabel(2),
                                 {{{"bins", 3}, {"low", 0}, {"high", 0}}, 1, 1}, [] { return false; });
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
}

TEST(EqualBins, KnowTheLargestNumbers) {
    EXPECT_NEAR(entropyOf(*makeEqualBins(), {-1.7e308, 1.7e308}, {{"bins", 2}}), std::log(2.0), 1e-15);
}

TEST(FixedWidthBins, BeginAtZero) {
    // Bins of 0.5: {-0.1}, {0, 0.4999}, {0.5}, {-0.5}: -0.5 is in [-0.5, 0) with -0.1.
    EXPECT_NEAR(entropyOf(*makeFixedWidthBins(), {-0.1, 0.0, 0.4999, 0.5, -0.5}, {}),
                std::log(5.0) - 4.0 / 5 * std::log(2.0), 1e-14);
    EXPECT_NEAR(entropyOf(*makeFixedWidthBins(), {0.01, 0.08, 0.15}, {{"width", 0.07}}), std::log(3.0),
                1e-14);
    EXPECT_FALSE(makeFixedWidthBins()
                     ->measure(continuous("x", {1e5, 2}), oneLabel(2), {{{"width", 1e-12}}, 1, 1}, {})
                     .ok());
}

TEST(EqualMassBins, HoldEquallyMany) {
    const Numbers x = normals(3000, 3);
    EXPECT_NEAR(entropyOf(*makeEqualMassBins(), x, {}), std::log(30.0), 1e-13);
    Numbers cubes = x;
    for (double& v : cubes)
        v = v * v * v;
    EXPECT_EQ(entropyOf(*makeEqualMassBins(), cubes, {{"bins", 7}}),
              entropyOf(*makeEqualMassBins(), x, {{"bins", 7}}));
}

TEST(EqualMassBins, KeepEqualNumbersTogether) {
    // 1 has the rank 0; the fives begin at rank 1, which is in bin 0 of 2, and stay there.
    const auto e =
        measureAll(*makeEqualMassBins(), continuous("x", {5, 1, 5, 5}), oneLabel(4), {{"bins", 2}}).at(1);
    EXPECT_EQ(e.estimate.value, 0.0);
    EXPECT_EQ(e.warnings.at(0),
              "2 of 4 numbers of x went with equal ones into a lower bin: the bins are not of equal mass");
}

TEST(Bins, DoNotDependOnThreads) {
    const auto [x, y] = gaussians(5000, 0.6, 3);
    for (const auto& make : {makeEqualBins, makeFixedWidthBins, makeEqualMassBins})
        EXPECT_EQ(measure(*make(), x, y, {}, 1).estimate.value, measure(*make(), x, y, {}, 3).estimate.value);
}

} // namespace
} // namespace infoplane
