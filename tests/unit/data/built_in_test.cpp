// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/dataset.h"
#include "tests/unit/data/mat_file.h"
#include "tests/unit/data/test_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

namespace infoplane {
namespace {

Dataset load(const std::string& name) {
    DataConfig config;
    config.name = name;
    auto dataset = loadDataset(config);
    EXPECT_TRUE(dataset.ok());
    return std::move(dataset).value();
}

std::vector<std::size_t> classSizes(const Dataset& dataset) {
    std::vector<std::size_t> sizes(dataset.classes, 0);
    for (const auto label : dataset.labels)
        ++sizes.at(label);
    return sizes;
}

TEST(Digits, HasTheImagesOfScikitLearn) {
    const Dataset digits = load("digits");
    EXPECT_EQ(digits.size(), 1797u);
    EXPECT_EQ(digits.input_size, 64u);
    EXPECT_EQ(digits.inputs.size(), 1797u * 64u);
    EXPECT_THAT((std::array{digits.channels, digits.height, digits.width}), testing::ElementsAre(1, 8, 8));
    EXPECT_THAT(classSizes(digits), testing::ElementsAre(178, 182, 177, 183, 181, 182, 181, 179, 174, 180));
    const std::vector<float> row{0, 0, 5, 13, 9, 1, 0, 0}; // the first line of the first image, a zero
    for (std::size_t i = 0; i < row.size(); ++i)
        EXPECT_EQ(digits.inputs[i], row[i] / 16);
    EXPECT_EQ(digits.labels.front(), 0u);
    EXPECT_EQ(digits.labels.back(), 8u);
    EXPECT_EQ(*std::min_element(digits.inputs.begin(), digits.inputs.end()), 0.0f);
    EXPECT_EQ(*std::max_element(digits.inputs.begin(), digits.inputs.end()), 1.0f);
}

// Computed by Python (gzip, hashlib, struct) from the file that scikit-learn distributes.
TEST(Digits, HasTheRecordedChecksum) {
    EXPECT_EQ(load("digits").checksum, "e575fb9cd0866e469baf0c9a4c22382587e820d087f7970a285a56f0530d9af1");
}

TEST(TwelveBit, HasAllPatternsOnceAndTheKnownEntropy) {
    const Dataset bits = load("twelve-bit");
    ASSERT_EQ(bits.size(), 4096u);
    ASSERT_EQ(bits.inputs.size(), 4096u * 12u);
    EXPECT_THAT((std::array{bits.channels, bits.height, bits.width}), testing::ElementsAre(0, 0, 0));
    EXPECT_THAT(classSizes(bits), testing::ElementsAre(4096 - 2118, 2118));
    EXPECT_NEAR(labelEntropy(bits, {}) / std::numbers::ln2, 0.999157, 5e-7);
    for (std::uint32_t i = 0; i < bits.size(); ++i) {
        std::uint32_t pattern = 0;
        for (std::size_t k = 0; k < 12; ++k) {
            const float input = bits.inputs[12 * i + k];
            ASSERT_EQ(std::abs(input), 1.0f);
            pattern = 2 * pattern + (input > 0 ? 1 : 0);
        }
        ASSERT_EQ(pattern, i);
    }
}

TEST(TwelveBit, HasTheRecordedChecksum) {
    EXPECT_EQ(load("twelve-bit").checksum,
              "07d4b990ae400bfc41be13741f6c40f2f6d2e4549c69a23fe715913497a9d569");
}

TEST(TwelveBit, IsTheFileOfItsAuthors) {
    const std::string path = externalData("szt/var_u.mat");
    if (path.empty()) GTEST_SKIP() << "szt/var_u.mat is not in INFOPLANE_TEST_DATA";
    const auto matrices = readMatFile(path);
    const MatMatrix& f = matrices.at("F");
    const MatMatrix& y = matrices.at("y");
    ASSERT_EQ(f.rows, 4096u);
    ASSERT_EQ(f.columns, 12u);
    ASSERT_EQ(y.values.size(), 4096u);
    const Dataset bits = load("twelve-bit");
    for (std::size_t row = 0; row < f.rows; ++row) {
        for (std::size_t column = 0; column < f.columns; ++column)
            ASSERT_EQ(bits.inputs[12 * row + column], f.values[column * f.rows + row] != 0 ? 1.0f : -1.0f);
        ASSERT_EQ(bits.labels[row], y.values[row]);
    }
}

TEST(Catalogue, ListsWhatIsThereAndHowToGetTheRest) {
    std::vector<std::string> names;
    for (const auto& listing : listDatasets("")) {
        names.push_back(listing.name);
        EXPECT_FALSE(listing.title.empty());
        EXPECT_EQ(listing.attribution.empty(), listing.kind == DatasetKind::OwnFile);
        EXPECT_EQ(listing.available, listing.kind != DatasetKind::Folder);
        const bool needs_something =
            listing.kind == DatasetKind::Folder || listing.kind == DatasetKind::OwnFile;
        EXPECT_EQ(listing.how_to_get.empty(), !needs_something);
    }
    EXPECT_THAT(names, testing::ElementsAre("digits", "twelve-bit", "mnist", "fashion-mnist", "emnist",
                                            "cifar10", "file", "table", "gaussian-classes", "linear-gaussian",
                                            "spherical-rule"));
}

TEST(Catalogue, RefusesAnUnknownName) {
    DataConfig config;
    config.name = "digit";
    const auto dataset = loadDataset(config);
    ASSERT_FALSE(dataset.ok());
    EXPECT_EQ(dataset.error().code, ErrorCode::NotFound);
    EXPECT_EQ(
        dataset.error().text(),
        "data.name: there is no data set \"digit\"; there are digits, twelve-bit, mnist, "
        "fashion-mnist, emnist, cifar10, file, table, gaussian-classes, linear-gaussian, spherical-rule");
}

// H of classes of 1, 1 and 2 of 4: 1.5 bits.
TEST(LabelEntropy, IsThePlugInOfTheChosenExamples) {
    Dataset dataset;
    dataset.classes = 4;
    dataset.labels = {0, 1, 2, 2, 3, 3};
    EXPECT_DOUBLE_EQ(labelEntropy(dataset, {0, 1, 2, 3}), 1.5 * std::numbers::ln2);
    EXPECT_DOUBLE_EQ(labelEntropy(dataset, {2, 3}), 0.0);
    EXPECT_DOUBLE_EQ(labelEntropy(dataset, {0, 1, 2, 4}), std::log(4.0));
    const double all = 2 * std::log(6.0) / 6 + 2 * (std::log(3.0) / 3);
    EXPECT_DOUBLE_EQ(labelEntropy(dataset, {}), all);
}

} // namespace
} // namespace infoplane
