// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace infoplane {

// A file or folder of the data sets that are not part of the project; "" where it is absent.
inline std::string externalData(const std::string& name) {
    const char* folder = std::getenv("INFOPLANE_TEST_DATA");
    if (folder == nullptr) return "";
    const auto path = std::filesystem::path(folder) / name;
    return std::filesystem::exists(path) ? path.string() : "";
}

// An empty folder that vanishes with the test.
class TestFolder {
public:
    TestFolder() {
        std::string pattern = (std::filesystem::path(testing::TempDir()) / "infoplane-XXXXXX").string();
        path_ = mkdtemp(pattern.data());
    }
    ~TestFolder() { std::filesystem::remove_all(path_); }
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

} // namespace infoplane
