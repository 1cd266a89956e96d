// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/dataset.h"
#include "core/data/used_examples.h"
#include "tests/unit/data/data_file.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace infoplane {
namespace {

using testing::HasSubstr;

Dataset loaded(const DataConfig& config) {
    auto dataset = loadDataset(config);
    EXPECT_TRUE(dataset.ok()) << (dataset ? "" : dataset.error().text());
    return std::move(dataset).value();
}

TEST(Subset, IsAStratifiedPartOfTheTrainingPart) {
    DataConfig config;
    const Dataset all = loaded(config);
    config.subset = 200;
    const Dataset some = loaded(config);
    EXPECT_EQ(some.train_index.size(), 200u);
    EXPECT_EQ(some.test_index, all.test_index);
    EXPECT_TRUE(std::ranges::includes(all.train_index, some.train_index));
    std::vector<int> counts(10, 0);
    for (const auto i : some.train_index)
        ++counts[some.labels[i]];
    for (const int count : counts)
        EXPECT_NEAR(count, 20, 1);
    EXPECT_NE(some.checksum, all.checksum);
    EXPECT_EQ(usedExamples(some).size(), 200 + all.test_index.size());
    config.seed = 1;
    EXPECT_NE(loaded(config).train_index, some.train_index);
}

TEST(Subset, RefusesMoreThanThereAreAndTooFewForTheClasses) {
    DataConfig config;
    config.subset = 1439;
    EXPECT_EQ(loadDataset(config).error().text(),
              "data.subset: must be at most the 1438 training examples there are, or 0 for all");
    config.subset = 5;
    EXPECT_THAT(loadDataset(config).error().message, HasSubstr("has no example in the training part"));
}

TEST(Validation, IsSetAsideFromTheTrainingPart) {
    DataConfig config;
    const Dataset all = loaded(config);
    config.validation_fraction = 0.2;
    const Dataset some = loaded(config);
    EXPECT_TRUE(all.validation_index.empty());
    EXPECT_EQ(some.validation_index.size(), 288u); // of 1,438
    EXPECT_EQ(some.test_index, all.test_index);
    std::vector<std::uint32_t> both;
    std::ranges::set_union(some.train_index, some.validation_index, std::back_inserter(both));
    EXPECT_EQ(both, all.train_index);
    EXPECT_EQ(some.train_index.size() + some.validation_index.size(), all.train_index.size());
    std::vector<int> counts(10, 0);
    for (const auto i : some.validation_index)
        ++counts[some.labels[i]];
    for (const int count : counts)
        EXPECT_NEAR(count, 29, 1);
    EXPECT_EQ(some.checksum, all.checksum); // the same examples are used
    config.subset = 10;
    EXPECT_THAT(loadDataset(config).error().message, HasSubstr("data.validation_fraction"));
}

TEST(LabelNoise, ReplacesTheShareOfTheTrainingLabels) {
    DataConfig config;
    config.name = "twelve-bit";
    const Dataset clean = loaded(config);
    config.label_noise = 0.4;
    const Dataset noisy = loaded(config);
    std::size_t changed = 0;
    for (const auto i : clean.train_index)
        changed += clean.labels[i] != noisy.labels[i] ? 1 : 0;
    for (const auto i : clean.test_index)
        ASSERT_EQ(clean.labels[i], noisy.labels[i]);
    // Half of 0.4 * 3277 = 1311 draws are another class; five deviations of such a count are 90.
    EXPECT_NEAR(static_cast<double>(changed), 655.5, 90);
    EXPECT_EQ(clean.train_index, noisy.train_index);
    EXPECT_NE(clean.checksum, noisy.checksum);
    EXPECT_EQ(noisy.checksum, loaded(config).checksum);
    config.seed = 3;
    EXPECT_NE(noisy.checksum, loaded(config).checksum);
}

// Mean and deviation (divisor N) over the training part.
std::pair<double, double> moments(const Dataset& dataset, std::size_t feature, std::size_t features) {
    double sum = 0.0, squares = 0.0, count = 0.0;
    for (const std::size_t i : dataset.train_index)
        for (std::size_t k = feature; k < feature + features; ++k) {
            const double x = dataset.inputs[i * dataset.input_size + k];
            sum += x;
            squares += x * x;
            ++count;
        }
    return {sum / count, std::sqrt(squares / count - sum * sum / count / count)};
}

TEST(Standardise, FitsEachFeatureOnTheTrainingPart) {
    DataConfig config;
    config.standardise = "per_feature";
    const Dataset digits = loaded(config);
    for (std::size_t k = 0; k < 64; ++k) {
        const auto [mean, deviation] = moments(digits, k, 1);
        EXPECT_NEAR(mean, 0.0, 1e-6);
        EXPECT_NEAR(deviation, deviation == 0.0 ? 0.0 : 1.0, 1e-5); // some pixels are always white
    }
}

TEST(Standardise, FitsAllTogether) {
    DataConfig config;
    const Dataset plain = loaded(config);
    config.standardise = "all";
    const Dataset digits = loaded(config);
    const auto [mean, deviation] = moments(digits, 0, 64);
    EXPECT_NEAR(mean, 0.0, 1e-6);
    EXPECT_NEAR(deviation, 1.0, 1e-5);
    const auto [old_mean, old_deviation] = moments(plain, 0, 64);
    EXPECT_NEAR(digits.inputs[3], (plain.inputs[3] - old_mean) / old_deviation, 1e-5);
}

using UnlikeParts = DataFileTest;

TEST_F(UnlikeParts, AreStandardisedByTheTrainingPartAlone) {
    auto config = fileConfig(write("a.csv", "x,y\n1,0\n3,1\n"), "x", "y");
    config.test_file = write("b.csv", "x,y\n100,0\n5,1\n");
    config.standardise = "per_feature";
    EXPECT_THAT(loaded(config).inputs, testing::ElementsAre(-1, 1, 98, 3));
}

} // namespace
} // namespace infoplane
