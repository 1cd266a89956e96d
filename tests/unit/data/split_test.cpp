// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/dataset.h"
#include "core/data/stratify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace infoplane {
namespace {

using testing::ElementsAre;

Result<Dataset> split(const std::string& name, double fraction, std::uint64_t seed) {
    DataConfig config;
    config.name = name;
    config.train_fraction = fraction;
    config.split_seed = seed;
    return loadDataset(config);
}

std::vector<std::size_t> classSizes(const Dataset& dataset, const std::vector<std::uint32_t>& index) {
    std::vector<std::size_t> sizes(dataset.classes, 0);
    for (const auto i : index)
        ++sizes.at(dataset.labels.at(i));
    return sizes;
}

std::vector<std::uint32_t> firstEight(const std::vector<std::uint32_t>& index) {
    return {index.begin(), index.begin() + 8};
}

bool strictlyAscending(const std::vector<std::uint32_t>& index) {
    return std::adjacent_find(index.begin(), index.end(), std::greater_equal<>()) == index.end();
}

// 10 * 3/7 = 4.29, 10 * 2/7 = 2.86 twice: the two larger remainders get the two that are left.
TEST(LargestRemainder, RoundsSoThatTheSumIsKept) {
    EXPECT_THAT(largestRemainder({30, 20, 20}, 10), ElementsAre(4, 3, 3));
    EXPECT_THAT(largestRemainder({1, 1, 1}, 2), ElementsAre(1, 1, 0)); // a tie: the lower class
    EXPECT_THAT(largestRemainder({5, 0, 7}, 12), ElementsAre(5, 0, 7));
    EXPECT_THAT(largestRemainder({5, 0, 7}, 0), ElementsAre(0, 0, 0));
}

TEST(Split, CoversTheDataOnceInAscendingOrder) {
    for (const double fraction : {0.05, 0.5, 0.8, 0.95}) {
        const auto digits = split("digits", fraction, 3);
        ASSERT_TRUE(digits.ok());
        EXPECT_TRUE(strictlyAscending(digits->train_index));
        EXPECT_TRUE(strictlyAscending(digits->test_index));
        std::vector<std::uint32_t> both;
        std::merge(digits->train_index.begin(), digits->train_index.end(), digits->test_index.begin(),
                   digits->test_index.end(), std::back_inserter(both));
        std::vector<std::uint32_t> everything(1797);
        std::iota(everything.begin(), everything.end(), 0u);
        EXPECT_EQ(both, everything);
    }
}

TEST(Split, KeepsTheShareOfEachClassWithinOne) {
    const auto digits = split("digits", 0.8, 0);
    ASSERT_TRUE(digits.ok());
    EXPECT_EQ(digits->train_index.size(), 1438u); // 0.8 * 1797 = 1437.6
    const auto all = classSizes(*digits, [] {
        std::vector<std::uint32_t> index(1797);
        std::iota(index.begin(), index.end(), 0u);
        return index;
    }());
    const auto train = classSizes(*digits, digits->train_index);
    for (std::size_t c = 0; c < train.size(); ++c)
        EXPECT_LT(std::abs(double(train[c]) - 1438.0 * double(all[c]) / 1797.0), 1.0);
}

// Computed by a second program (Python) from the same definition; a change here changes every published
// number.
TEST(Split, IsTheRecordedOne) {
    const auto digits = split("digits", 0.8, 0);
    const auto bits = split("twelve-bit", 0.8, 0);
    ASSERT_TRUE(digits.ok() && bits.ok());
    EXPECT_THAT(firstEight(digits->test_index), ElementsAre(0, 3, 17, 22, 24, 27, 31, 34));
    EXPECT_THAT(firstEight(bits->test_index), ElementsAre(4, 5, 7, 16, 19, 23, 26, 32));
    EXPECT_EQ(std::accumulate(digits->test_index.begin(), digits->test_index.end(), 0u), 311914u);
    EXPECT_EQ(std::accumulate(bits->test_index.begin(), bits->test_index.end(), 0u), 1667201u);
}

TEST(Split, DependsOnItsSeedAlone) {
    const auto first = split("digits", 0.8, 1), again = split("digits", 0.8, 1),
               other = split("digits", 0.8, 2);
    ASSERT_TRUE(first.ok() && again.ok() && other.ok());
    EXPECT_EQ(first->train_index, again->train_index);
    EXPECT_NE(first->train_index, other->train_index);
    EXPECT_EQ(first->checksum, other->checksum); // of the data, not of the split
}

TEST(Split, RefusesAnEmptySide) {
    for (const double fraction : {0.0, 1.0, -1.0, 2.0, 1e-9, std::numeric_limits<double>::quiet_NaN()}) {
        const auto digits = split("digits", fraction, 0);
        ASSERT_FALSE(digits.ok()) << fraction;
        EXPECT_EQ(digits.error().code, ErrorCode::InvalidArgument);
        EXPECT_EQ(digits.error().context, "data.train_fraction");
    }
}

TEST(EvaluationSample, IsStratifiedAscendingAndFromTheIndex) {
    const auto digits = split("digits", 0.8, 0);
    ASSERT_TRUE(digits.ok());
    const auto sample = evaluationSample(*digits, digits->train_index, 500, 0);
    ASSERT_EQ(sample.size(), 500u);
    EXPECT_TRUE(strictlyAscending(sample));
    EXPECT_TRUE(
        std::includes(digits->train_index.begin(), digits->train_index.end(), sample.begin(), sample.end()));
    const auto all = classSizes(*digits, digits->train_index), taken = classSizes(*digits, sample);
    for (std::size_t c = 0; c < all.size(); ++c)
        EXPECT_LT(std::abs(double(taken[c]) - 500.0 * double(all[c]) / 1438.0), 1.0);
}

TEST(EvaluationSample, IsTheRecordedOneAndDependsOnItsSeed) {
    const auto digits = split("digits", 0.8, 0);
    ASSERT_TRUE(digits.ok());
    const auto sample = evaluationSample(*digits, digits->train_index, 500, 0);
    EXPECT_THAT(firstEight(sample), ElementsAre(1, 2, 4, 8, 13, 14, 21, 23));
    EXPECT_EQ(std::accumulate(sample.begin(), sample.end(), 0u), 449173u);
    EXPECT_EQ(sample, evaluationSample(*digits, digits->train_index, 500, 0));
    EXPECT_NE(sample, evaluationSample(*digits, digits->train_index, 500, 1));
}

TEST(EvaluationSample, IsEverythingWhereThereIsNoMore) {
    const auto digits = split("digits", 0.8, 0);
    ASSERT_TRUE(digits.ok());
    EXPECT_EQ(evaluationSample(*digits, digits->test_index, 4096, 0), digits->test_index);
    EXPECT_TRUE(evaluationSample(*digits, digits->test_index, 0, 0).empty());
}

} // namespace
} // namespace infoplane
