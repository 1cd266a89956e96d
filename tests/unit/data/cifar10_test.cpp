// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/data/data_file.h"

#include <gmock/gmock.h>

#include <array>

namespace infoplane {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::size_t kPixels = 3072;

// Ten records, one of each label, beginning with `first`; all pixels of a record are its label times 10.
std::string tenRecords(unsigned char first) {
    std::string records;
    for (unsigned char i = 0; i < 10; ++i) {
        const auto label = static_cast<unsigned char>((first + i) % 10);
        records += static_cast<char>(label);
        records += std::string(kPixels, static_cast<char>(label * 10));
    }
    return records;
}

class Cifar10 : public DataFileTest {
protected:
    Cifar10() {
        for (const char i : {'1', '2', '3', '4', '5'})
            write("data_batch_" + std::string(1, i) + ".bin",
                  tenRecords(static_cast<unsigned char>(i - '0')));
        write("test_batch.bin", tenRecords(9));
        config_.name = "cifar10";
        config_.folder = folder_.path().string();
    }

    DataConfig config_;
};

TEST_F(Cifar10, ReadsItsSixFiles) {
    const auto dataset = loadDataset(config_);
    ASSERT_TRUE(dataset.ok()) << dataset.error().text();
    EXPECT_EQ(dataset->input_size, kPixels);
    EXPECT_THAT((std::array{dataset->channels, dataset->height, dataset->width}), ElementsAre(3, 32, 32));
    EXPECT_EQ(dataset->train_index.size(), 50u);
    EXPECT_EQ(dataset->test_index.size(), 10u);
    EXPECT_EQ(dataset->test_index.front(), 50u);
    EXPECT_EQ(dataset->labels[50], 9u);
    EXPECT_EQ(dataset->inputs[50 * kPixels], 90.0f / 255.0f);
    EXPECT_EQ(dataset->class_names.at(3), "cat");
}

TEST_F(Cifar10, IsFoundInTheFolderOfItsArchive) {
    const auto inner = folder_.path() / "cifar-10-batches-bin";
    std::filesystem::create_directory(inner);
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path()))
        if (entry.is_regular_file()) std::filesystem::rename(entry.path(), inner / entry.path().filename());
    EXPECT_TRUE(loadDataset(config_).ok());
    std::filesystem::remove(inner / "data_batch_3.bin");
    EXPECT_THAT(refusalOf(config_), HasSubstr("cifar10 needs data_batch_3.bin"));
}

TEST_F(Cifar10, RefusesWhatIsNoBatch) {
    const std::string good = tenRecords(1);
    write("data_batch_2.bin", good.substr(0, good.size() - 1));
    EXPECT_THAT(refusalOf(config_),
                HasSubstr("data_batch_2.bin: has 30729 bytes, and images of 3 x 32 x 32 are"));
    write("data_batch_2.bin", "");
    EXPECT_THAT(refusalOf(config_), HasSubstr("has 0 bytes"));
    std::string wrong = good;
    wrong[3 * 3073] = 10;
    write("data_batch_2.bin", wrong);
    EXPECT_THAT(refusalOf(config_), HasSubstr("label 3 is 10, and labels are 0 to 9"));
    std::filesystem::resize_file(pathOf("data_batch_2.bin"), std::uintmax_t{1} << 40); // sparse
    EXPECT_THAT(refusalOf(config_), HasSubstr("is larger than the 29.3 MiB"));
    std::filesystem::remove(pathOf("data_batch_2.bin"));
    EXPECT_THAT(refusalOf(config_), HasSubstr("cifar10 needs data_batch_2.bin"));
    std::filesystem::remove(pathOf("test_batch.bin"));
    EXPECT_THAT(refusalOf(config_), HasSubstr("data_batch_1.bin to data_batch_5.bin and test_batch.bin"));
}

TEST_F(Cifar10, HasSixtyThousandImages) {
    config_.folder = externalData("cifar10/binary");
    if (config_.folder.empty())
        GTEST_SKIP() << "cifar10/binary (of make-binary) is not in INFOPLANE_TEST_DATA";
    const auto dataset = loadDataset(config_);
    ASSERT_TRUE(dataset.ok()) << dataset.error().text();
    EXPECT_EQ(dataset->train_index.size(), 50'000u);
    EXPECT_EQ(dataset->test_index.size(), 10'000u);
}

} // namespace
} // namespace infoplane
