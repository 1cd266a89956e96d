// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/arrays/array_file.h"
#include "tests/unit/data/test_folder.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace infoplane {

// Files in a folder of the test's own, and what reading them says.
class ArrayTest : public testing::Test {
protected:
    std::string write(const std::string& name, std::string_view bytes) const {
        const std::string path = (folder_.path() / name).string();
        std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return path;
    }

    [[nodiscard]] std::string pathOf(const std::string& name) const {
        return (folder_.path() / name).string();
    }

    // Without the path; "" where it can be read.
    [[nodiscard]] std::string refusal(const std::string& path, const std::string& name) const {
        const auto array = readArray(path, name);
        return array ? "" : array.error().message;
    }

private:
    TestFolder folder_;
};

inline NumericArray arrayOf(const std::string& path, const std::string& name) {
    const auto array = readArray(path, name);
    EXPECT_TRUE(array.ok()) << (array ? "" : array.error().text());
    return array ? *array : NumericArray{};
}

inline void expectSays(const std::string& sentence, std::string_view words) {
    EXPECT_NE(sentence.find(words), std::string::npos) << '"' << sentence << "\" does not say " << words;
}

} // namespace infoplane
