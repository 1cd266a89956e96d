// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/counts/binning.h"
#include "core/estimators/counts/state_table.h"
#include "tests/unit/estimators/tensor_support.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>

namespace infoplane {
namespace {

using testing::labelsInTurn;
using testing::normal;

InformationEstimate binned(const at::Tensor& t, const at::Tensor& labels, const BinningOptions& options) {
    auto result = binnedInformation(t, labels, options);
    EXPECT_TRUE(result.ok());
    return result.value().front();
}

const BinRange kTanh{-1.0, 1.0};

// One point in the middle of each bin, one at each end and one at each inner edge: thirty bins, the upper end
// in the last, an edge in the bin above it.
TEST(Binning, ThirtyBinsAreThirty) {
    std::vector<double> points{-1.0, 1.0};
    for (int b = 0; b < 30; ++b)
        points.push_back(-1 + (b + 0.5) / 15);
    const at::Tensor t = at::tensor(points, at::kDouble).unsqueeze(1);
    const auto e = binned(t, labelsInTurn(32, 1), {30, 1, kTanh});
    // 28 bins hold one point, the first and the last two.
    EXPECT_NEAR(e.xt.value, std::log(32.0) - 4.0 / 32 * std::log(2.0), 1e-14);
    EXPECT_EQ(e.xt.flags & kOutOfRange, 0u);
}

TEST(Binning, PutsAnInnerEdgeInTheBinAboveIt) {
    const at::Tensor t = at::tensor({0.25, 0.26, 0.24, 0.0}, at::kDouble).unsqueeze(1);
    // Bins of 0.25: {0.24, 0} and {0.25, 0.26}.
    EXPECT_NEAR(binned(t, labelsInTurn(4, 1), {4, 1, BinRange{0, 1}}).xt.value, std::log(2.0), 1e-15);
}

TEST(Binning, IsTheEntropyAndTheInformationOfATable) {
    // Three states in one unit, labels (2, 0), (1, 3), (0, 2) of 8 points.
    const at::Tensor t = at::tensor({0.1, 0.1, 0.5, 0.5, 0.5, 0.5, 0.9, 0.9}, at::kDouble).unsqueeze(1);
    const at::Tensor labels = at::tensor({0, 0, 0, 1, 1, 1, 1, 1}, at::kLong);
    const auto e = binned(t, labels, {3, 2, BinRange{0, 1}});
    const auto h = [](std::initializer_list<double> p) {
        double sum = 0;
        for (const double v : p)
            sum -= v * std::log(v);
        return sum;
    };
    EXPECT_NEAR(e.xt.value, h({0.25, 0.5, 0.25}), 1e-15);
    // H(T_b) - sum p(y) H(T_b|y), as the definition has it.
    const double within = 3.0 / 8 * h({2.0 / 3, 1.0 / 3}) + 5.0 / 8 * h({3.0 / 5, 2.0 / 5});
    EXPECT_NEAR(e.ty.value, h({0.25, 0.5, 0.25}) - within, 1e-15);
    EXPECT_TRUE(std::isnan(e.xt.standard_error));
    EXPECT_NEAR(e.ty.cap, h({3.0 / 8, 5.0 / 8}), 1e-15);
}

// Against an ordered map of whole rows.
double entropyByMap(const at::Tensor& t, double bins) {
    std::map<std::vector<int>, std::uint64_t> counts;
    for (std::int64_t i = 0; i < t.size(0); ++i) {
        std::vector<int> row;
        for (std::int64_t unit = 0; unit < t.size(1); ++unit)
            row.push_back(std::min(static_cast<int>(bins) - 1,
                                   static_cast<int>((t[i][unit].item<double>() + 1) / 2 * bins)));
        ++counts[row];
    }
    std::vector<std::uint64_t> list;
    for (const auto& [row, count] : counts)
        list.push_back(count);
    return histogramEntropy(list);
}

TEST(Binning, AgreesWithAMapOfWholeRows) {
    for (const std::int64_t width : {1, 3, 8, 9}) {
        const at::Tensor t = normal({400, width}, 1, at::kFloat).mul(0.5).tanh();
        for (const std::int64_t bins : {2, 4, 30, 300}) {
            const auto e = binned(t, labelsInTurn(400, 3), {bins, 3, kTanh});
            EXPECT_NEAR(e.xt.value, entropyByMap(t, static_cast<double>(bins)), 1e-12)
                << width << " " << bins;
        }
    }
}

TEST(Binning, CountsWhatLiesOutsideInTheEndBins) {
    at::Tensor t = at::full({200, 1}, 0.5, at::kDouble);
    t[0][0] = 3.0;
    t[1][0] = -3.0;
    auto e = binned(t, labelsInTurn(200, 2), {4, 2, BinRange{0, 1}}); // exactly 1 %
    EXPECT_EQ(e.xt.flags & kOutOfRange, 0u);
    EXPECT_NEAR(e.xt.value, std::log(200.0) - 198.0 / 200 * std::log(198.0), 1e-13);
    t[2][0] = 7.0;
    e = binned(t, labelsInTurn(200, 2), {4, 2, BinRange{0, 1}});
    EXPECT_EQ(e.xt.flags & kOutOfRange, kOutOfRange);
    EXPECT_EQ(e.ty.flags & kOutOfRange, kOutOfRange);
}

TEST(Binning, TakesTheObservedRangeOfEachSeed) {
    const at::Tensor t = normal({1, 300, 2}, 2);
    const auto two = binnedInformation(at::cat({t, 50 * t + 7}), labelsInTurn(300, 3), {30, 3, {}}).value();
    EXPECT_DOUBLE_EQ(two[0].xt.value, two[1].xt.value); // an affine map moves range and points alike
    EXPECT_EQ(two[0].identity.parameters, R"({"bins":30,"range":"observed"})");
    EXPECT_EQ(binningIdentity({30, 3, kTanh}).parameters, R"({"bins":30,"range":[-1,1]})");
}

TEST(Binning, KnowsTheRangesOfActivations) {
    EXPECT_EQ(rangeOfActivation("tanh")->low, -1.0);
    EXPECT_EQ(rangeOfActivation("sigmoid")->low, 0.0);
    EXPECT_EQ(rangeOfActivation("sigmoid")->high, 1.0);
    EXPECT_FALSE(rangeOfActivation("relu").has_value());
}

TEST(Binning, OfAConstantLayerIsZero) {
    for (const std::optional<BinRange>& range : {std::optional<BinRange>{kTanh}, std::optional<BinRange>{}}) {
        const auto e = binned(at::full({50, 3}, 0.3, at::kFloat), labelsInTurn(50, 2), {30, 2, range});
        EXPECT_EQ(e.xt.value, 0.0);
        EXPECT_NEAR(e.ty.value, 0.0, 1e-15);
    }
}

TEST(Binning, OfDistinctRowsStandsAtTheCaps) {
    const auto e = binned(normal({500, 64}, 3).tanh(), labelsInTurn(500, 10), {30, 10, kTanh});
    EXPECT_DOUBLE_EQ(e.xt.value, std::log(500.0));
    EXPECT_DOUBLE_EQ(e.ty.value, std::log(10.0));
    EXPECT_EQ(e.xt.flags & kAtCap, kAtCap);
}

TEST(Binning, CapIsTheNumberOfStatesInANarrowLayer) {
    const auto e = binned(normal({500, 1}, 4).tanh(), labelsInTurn(500, 2), {4, 2, kTanh});
    EXPECT_DOUBLE_EQ(e.xt.cap, std::log(4.0));
}

TEST(Binning, NanIsFlagged) {
    at::Tensor t = normal({50, 3}, 5);
    t[3][1] = std::numeric_limits<double>::quiet_NaN();
    const auto e = binned(t, labelsInTurn(50, 2), {30, 2, kTanh});
    EXPECT_TRUE(std::isnan(e.xt.value) && std::isnan(e.ty.value));
    EXPECT_EQ(e.xt.flags, kNanMet);
}

TEST(Binning, RefusesBadInput) {
    const at::Tensor t = normal({10, 3}, 6), labels = labelsInTurn(10, 2);
    EXPECT_FALSE(binnedInformation(t, labels, {0, 2, kTanh}).ok());
    EXPECT_FALSE(binnedInformation(t, labels, {65537, 2, kTanh}).ok());
    EXPECT_FALSE(binnedInformation(t, labels, {30, 2, BinRange{1, 1}}).ok());
    EXPECT_FALSE(
        binnedInformation(t, labels, {30, 2, BinRange{0, std::numeric_limits<double>::infinity()}}).ok());
    EXPECT_FALSE(binnedInformation(t, labels, {30, 1, kTanh}).ok());
}

// Rows that differ in one bit anywhere are different, those that do not are the same.
TEST(StateTable, ComparesRowsInFull) {
    StateRows rows(130, 16);
    for (std::size_t bit = 0; bit < 128; ++bit)
        static_cast<unsigned char*>(rows.bytes(bit))[bit / 8] = static_cast<unsigned char>(1u << bit % 8);
    static_cast<unsigned char*>(rows.bytes(129))[0] = 1; // as row 0; row 128 is all zeros
    const StateNumbers numbers = numberStates(rows);
    EXPECT_EQ(numbers.count.size(), 129u);
    EXPECT_EQ(numbers.state[129], numbers.state[0]);
    EXPECT_EQ(numbers.count[0], 2u);
}

} // namespace
} // namespace infoplane
