// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/arrays/npy_bytes.h"
#include "tests/unit/data/data_file.h"

#include <gmock/gmock.h>

#include <array>
#include <cstdlib>
#include <sys/resource.h>

namespace infoplane {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view kTable = "a,b,kind\n1,0.5,cat\n2,1.5,ant\n3,2.5,cat\n4,3.5,ant\n";

using OwnFile = DataFileTest;

TEST_F(OwnFile, TakesATableWithLabelsInText) {
    const auto dataset = loadDataset(fileConfig(write("t.csv", kTable), "", "kind"));
    ASSERT_TRUE(dataset.ok()) << dataset.error().text();
    EXPECT_EQ(dataset->input_size, 2u);
    EXPECT_THAT(dataset->inputs, ElementsAre(1, 0.5f, 2, 1.5f, 3, 2.5f, 4, 3.5f));
    EXPECT_THAT(dataset->class_names, ElementsAre("ant", "cat"));
    EXPECT_THAT(dataset->labels, ElementsAre(1, 0, 1, 0));
    EXPECT_EQ(dataset->train_index.size(), 2u);
    EXPECT_EQ(dataset->title, "t.csv");
    EXPECT_THAT((std::array{dataset->channels, dataset->height, dataset->width}), ElementsAre(0, 0, 0));
}

TEST_F(OwnFile, TakesTheColumnsThatAreNamed) {
    const std::string path = write("t.csv", kTable);
    EXPECT_THAT(loadDataset(fileConfig(path, "b", "kind"))->inputs, ElementsAre(0.5f, 1.5f, 2.5f, 3.5f));
    EXPECT_THAT(loadDataset(fileConfig(path, "b,a", "kind"))->inputs,
                ElementsAre(0.5f, 1, 1.5f, 2, 2.5f, 3, 3.5f, 4));
}

TEST_F(OwnFile, NumbersAreClassesInTheirOrder) {
    const std::string path = write("t.csv", "a,y\n1,10\n2,9\n3,10.0\n4,-0\n5,9\n6,0\n");
    const auto dataset = loadDataset(fileConfig(path, "a", "y"));
    ASSERT_TRUE(dataset.ok()) << dataset.error().text();
    EXPECT_THAT(dataset->class_names, ElementsAre("0", "9", "10"));
    EXPECT_THAT(dataset->labels, ElementsAre(2, 1, 2, 0, 1, 0));
}

TEST_F(OwnFile, TakesArraysOfOtherFilesAndParts) {
    const std::string x =
        write("x.npy", npyOf("<f8", "(4, 2)", littleEndian(1., 2., 3., 4., 5., 6., 7., 8.)));
    const std::string y = write("y.npy", npyOf("|u1", "(4,)", std::string("\7\3\7\3")));
    const auto dataset = loadDataset(fileConfig(x, "x[:,1:2],x", y));
    ASSERT_TRUE(dataset.ok()) << dataset.error().text();
    EXPECT_EQ(dataset->input_size, 3u);
    EXPECT_THAT(dataset->inputs, ElementsAre(2, 1, 2, 4, 3, 4, 6, 5, 6, 8, 7, 8));
    EXPECT_THAT(dataset->class_names, ElementsAre("3", "7"));
    EXPECT_THAT(refusalOf(fileConfig(x, "", y)), HasSubstr("data.inputs: names no inputs"));
    EXPECT_THAT(refusalOf(fileConfig(x, "x", "x")), HasSubstr("labels are one"));
}

TEST_F(OwnFile, HasATestPartOfItsOwn) {
    auto config = fileConfig(write("train.csv", kTable), "", "kind");
    config.test_file = write("test.csv", "a,b,kind\n9,9,ant\n8,8,cat\n7,7,cat\n");
    const auto dataset = loadDataset(config);
    ASSERT_TRUE(dataset.ok()) << dataset.error().text();
    EXPECT_THAT(dataset->train_index, ElementsAre(0, 1, 2, 3));
    EXPECT_THAT(dataset->test_index, ElementsAre(4, 5, 6));
    EXPECT_THAT(dataset->labels, ElementsAre(1, 0, 1, 0, 0, 1, 1));
    config.test_file = write("test.csv", "a,b,kind\n9,9,ant\n8,8,dog\n7,7,cat\n");
    EXPECT_THAT(refusalOf(config), HasSubstr("class dog has no example in the training part"));
    config.test_file = write("test.csv", "a,kind\n9,ant\n8,cat\n");
    EXPECT_THAT(refusalOf(config), HasSubstr("has 1 inputs a row, and the training part has 2"));
    config.test_file = write("test.csv", "a,b,kind\n9,9,1\n8,8,2\n");
    EXPECT_THAT(refusalOf(config), HasSubstr("holds numbers, and the labels of the training part are text"));
}

TEST_F(OwnFile, TakesThePixelsOfImages) {
    auto config = fileConfig(write("t.csv", kTable), "", "kind");
    config.channels = 1;
    config.height = 2;
    config.width = 1;
    EXPECT_THAT((std::array{loadDataset(config)->channels, loadDataset(config)->height}), ElementsAre(1, 2));
    config.width = 2;
    EXPECT_THAT(refusalOf(config),
                HasSubstr("images of 1 x 2 x 2 have 4 numbers, and a row of the inputs has 2"));
    config.width = 0;
    EXPECT_THAT(refusalOf(config), HasSubstr("have 0 numbers"));
}

TEST_F(OwnFile, NamesWhatIsNotThere) {
    const std::string path = write("t.csv", kTable);
    EXPECT_THAT(refusalOf(fileConfig("", "", "kind")), HasSubstr("data.file: names no file"));
    EXPECT_THAT(refusalOf(fileConfig(path, "", "")), HasSubstr("data.labels: names no labels"));
    EXPECT_THAT(refusalOf(fileConfig(pathOf("none.csv"), "", "kind")), HasSubstr("there is no such file"));
    EXPECT_THAT(refusalOf(fileConfig(path, "", "kinds")),
                HasSubstr("no array kinds; its columns are a, b, kind; did you mean \"kind\"?"));
    EXPECT_THAT(refusalOf(fileConfig(path, "c", "kind")), HasSubstr("no array c"));
}

TEST_F(OwnFile, NamesTheRowOfWhatIsNoNumber) {
    const auto refusal = [&](std::string_view rows) {
        return refusalOf(fileConfig(write("t.csv", "a,b,y\n" + std::string(rows)), "", "y"));
    };
    EXPECT_THAT(refusal("1,2,0\n3,nan,1\n"), HasSubstr("holds NaN in row 1, column 1"));
    EXPECT_THAT(refusal("1,2,0\ninf,4,1\n"), HasSubstr("in row 1, column 0"));
    EXPECT_THAT(refusal("1e39,2,0\n3,4,1\n"), HasSubstr("beyond float32, in row 0, column 0"));
    EXPECT_THAT(refusal("1,2,0\n3,,1\n"), HasSubstr("empty cell in row 1"));
    EXPECT_THAT(refusal("1,2,0\n3,4,nan\n"), HasSubstr("a label that is no number in row 1"));
    EXPECT_THAT(refusal("1,2,0\n3,4,\n"), HasSubstr("empty cell in row 1"));
}

TEST_F(OwnFile, CountsTheValuesOfALabelColumnThatIsNone) {
    std::string rows = "a,y\n";
    for (int i = 0; i < 10'000; ++i)
        rows += "1," + std::to_string(i) + "\n";
    EXPECT_THAT(refusalOf(fileConfig(write("t.csv", rows), "a", "y")),
                HasSubstr("t.csv, y: has 10000 distinct values, and at most 1000 classes"));
    EXPECT_THAT(refusalOf(fileConfig(write("t.csv", "a,y\n1,5\n2,5\n"), "a", "y")),
                HasSubstr("the same value in every row"));
}

TEST_F(OwnFile, RefusesAClassThatASplitLeavesEmpty) {
    EXPECT_THAT(refusalOf(fileConfig(write("t.csv", "a,y\n1,x\n2,x\n3,x\n4,z\n"), "a", "y")),
                HasSubstr("class z has no example in the "));
}

TEST_F(OwnFile, TakesIdxFiles) {
    const std::string images =
        write("i", std::string("\0\0\x8\3\0\0\0\4\0\0\0\1\0\0\0\2\x33\0\0\0\0\0\0\xff", 24));
    write("l", std::string("\0\0\x8\1\0\0\0\4\5\2\2\5", 12));
    const auto dataset = loadDataset(fileConfig(images, "", "l"));
    ASSERT_TRUE(dataset.ok()) << dataset.error().text();
    EXPECT_THAT(dataset->class_names, ElementsAre("2", "5"));
    EXPECT_THAT(dataset->inputs, ElementsAre(0.2f, 0, 0, 0, 0, 0, 0, 1));
    EXPECT_THAT((std::array{dataset->channels, dataset->height, dataset->width}), ElementsAre(1, 1, 2));
    write("l", std::string("\0\0\x8\1\0\0\0\3\5\2\2", 11));
    EXPECT_THAT(refusalOf(fileConfig(images, "", "l")), HasSubstr("has 3 labels for the 4 images of i"));
}

// A header that announces more than any memory holds is refused with the sizes. The file is sparse.
TEST_F(OwnFile, RefusesWhatMemoryDoesNotHold) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "a sanitizer takes more addresses than this test leaves";
#endif
    std::string npy = npyOf("<f8", "(268435456, 1)", "");
    const std::string path = write("x.npy", npy);
    std::filesystem::resize_file(path, npy.size() + (std::uintmax_t{8} << 28));
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_AS, &before), 0);
    rlimit small = before;
    small.rlim_cur = rlim_t{2} << 30;
    ASSERT_EQ(::setrlimit(RLIMIT_AS, &small), 0);
    const std::string refusal = refusalOf(fileConfig(path, "x", write("y.npy", npyOf("|u1", "(2,)", "ab"))));
    ASSERT_EQ(::setrlimit(RLIMIT_AS, &before), 0);
    EXPECT_THAT(refusal, HasSubstr("needs 4.0 GiB of memory, and "));
}

TEST_F(OwnFile, IsFoundInTheUsersDataFolder) {
    const std::string before = std::getenv("XDG_DATA_HOME") == nullptr ? "" : std::getenv("XDG_DATA_HOME");
    ASSERT_EQ(::setenv("XDG_DATA_HOME", pathOf("home").c_str(), 1), 0);
    write("home/infoplane/data/mine/t.csv", kTable);
    EXPECT_TRUE(loadDataset(fileConfig("mine", "", "kind")).ok());
    write("home/infoplane/data/mine/u.csv", kTable);
    EXPECT_THAT(refusalOf(fileConfig("mine", "", "kind")), HasSubstr("holds several files"));
    ::setenv("XDG_DATA_HOME", before.c_str(), 1);
}

} // namespace
} // namespace infoplane
