// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/data/data_file.h"

#include <gmock/gmock.h>

namespace infoplane {
namespace {

using testing::HasSubstr;

std::string idxHeader(unsigned char rank, unsigned char count) {
    std::string header{'\0', '\0', '\x8', static_cast<char>(rank),
                       '\0', '\0', '\0',  static_cast<char>(count)};
    for (int i = 1; i < rank; ++i)
        header += std::string("\0\0\0\1", 4);
    return header;
}

// Images of one pixel, one of each label from `first`.
class IdxImagesOf : public DataFileTest {
protected:
    void writePair(const std::string& stem, unsigned char first, unsigned char count) {
        std::string values;
        for (unsigned char i = 0; i < count; ++i)
            values += static_cast<char>(first + i);
        write(stem + "-images-idx3-ubyte", idxHeader(3, count) + values);
        write(stem + "-labels-idx1-ubyte", idxHeader(1, count) + values);
    }
    DataConfig config(const std::string& name) const {
        DataConfig config;
        config.name = name;
        config.folder = folder_.path().string();
        return config;
    }
};

TEST_F(IdxImagesOf, EmnistHasTheVariantsOfItsArchive) {
    const std::vector<std::pair<std::string, unsigned char>> variants{
        {"byclass", 62}, {"bymerge", 47}, {"balanced", 47}, {"letters", 26}, {"digits", 10}, {"mnist", 10}};
    for (const auto& [variant, classes] : variants) {
        const unsigned char first = variant == "letters" ? 1 : 0;
        writePair("emnist-" + variant + "-train", first, classes);
        writePair("emnist-" + variant + "-test", first, classes);
        auto chosen = config("emnist");
        chosen.variant = variant;
        const auto dataset = loadDataset(chosen);
        ASSERT_TRUE(dataset.ok()) << dataset.error().text();
        EXPECT_EQ(dataset->classes, classes);
        EXPECT_EQ(dataset->class_names.size(), classes);
        EXPECT_EQ(dataset->labels.front(), 0u);
        EXPECT_EQ(dataset->title, "EMNIST " + variant);
    }
    writePair("emnist-letters-train", 0, 26);
    auto letters = config("emnist");
    letters.variant = "letters";
    EXPECT_THAT(refusalOf(letters), HasSubstr("label 0 is 0, and labels are 1 to 26"));
}

TEST_F(IdxImagesOf, FashionMnistHasTheFileNamesOfMnist) {
    writePair("train", 0, 10);
    writePair("t10k", 0, 10);
    const auto dataset = loadDataset(config("fashion-mnist"));
    ASSERT_TRUE(dataset.ok()) << dataset.error().text();
    EXPECT_EQ(dataset->class_names.at(9), "Ankle boot");
    EXPECT_THAT(refusalOf(config("emnist")),
                HasSubstr("emnist needs emnist-balanced-train-images-idx3-ubyte"));
}

} // namespace
} // namespace infoplane
