// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paths.h"

#include <gtest/gtest.h>

#include <fstream>
#include <unistd.h>

namespace infoplane::app {
namespace {

namespace fs = std::filesystem;

class Paths : public ::testing::Test {
protected:
    Paths() { fs::create_directory(folder_); }
    ~Paths() override { fs::remove_all(folder_); }

    fs::path write(const char* name, const std::string& text) const {
        std::ofstream(folder_ / name) << text;
        return folder_ / name;
    }

    const fs::path folder_ = fs::temp_directory_path() / ("infoplane_paths_" + std::to_string(::getpid()));
};

TEST_F(Paths, InputIsAFile) {
    EXPECT_TRUE(checkInputFile(write("a", "x")).ok());
    EXPECT_EQ(checkInputFile(folder_ / "none").error().code, ErrorCode::NotFound);
    EXPECT_EQ(checkInputFile(folder_).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(checkInputFile(write("b", "x") / "below").error().code, ErrorCode::NotFound);
}

TEST_F(Paths, OutputIsNew) {
    EXPECT_TRUE(checkOutputFile(folder_ / "new", false).ok());
    EXPECT_EQ(checkOutputFile(write("old", "x"), false).error().code, ErrorCode::Exists);
    EXPECT_TRUE(checkOutputFile(folder_ / "old", true).ok());
    EXPECT_FALSE(checkOutputFile(folder_, true).ok());
    EXPECT_FALSE(checkOutputFile(folder_ / "none" / "new", true).ok());
    EXPECT_FALSE(checkOutputFile("/dev/null", true).ok());
    EXPECT_FALSE(checkOutputFile("", false).ok());
}

TEST_F(Paths, TextIsReadUpToALimit) {
    const auto text = readTextFile(write("t", "12345"), 5);
    ASSERT_TRUE(text.ok());
    EXPECT_EQ(*text, "12345");
    EXPECT_FALSE(readTextFile(write("t", "123456"), 5).ok());
    EXPECT_EQ(*readTextFile(write("t", ""), 5), "");
    EXPECT_FALSE(readTextFile("/dev/zero", 5).ok());
}

TEST_F(Paths, PartialFilesTakeTheirNameAtTheEnd) {
    const fs::path partial = partialName(folder_ / "x.pdf");
    EXPECT_EQ(partial.parent_path(), folder_);
    EXPECT_EQ(partial.extension(), ".pdf");
    EXPECT_NE(partial.filename(), "x.pdf");
    std::ofstream(partial) << "y";
    EXPECT_TRUE(moveIntoPlace(partial, folder_ / "x.pdf").ok());
    EXPECT_FALSE(fs::exists(partial));
    EXPECT_TRUE(fs::exists(folder_ / "x.pdf"));
    EXPECT_FALSE(moveIntoPlace(write("p", "z"), folder_).ok());
    EXPECT_FALSE(fs::exists(folder_ / "p"));
}

} // namespace
} // namespace infoplane::app
