// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"
#include "tests/unit/data/test_folder.h"

#include <fstream>
#include <string>
#include <string_view>

namespace infoplane {

// A folder of files that a test writes and loads as data sets.
class DataFileTest : public testing::Test {
protected:
    std::string write(const std::string& name, std::string_view content) const {
        const auto path = folder_.path() / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << content;
        return path.string();
    }
    [[nodiscard]] std::string pathOf(const std::string& name) const {
        return (folder_.path() / name).string();
    }

    static DataConfig fileConfig(const std::string& file, const std::string& inputs,
                                 const std::string& labels) {
        DataConfig config;
        config.name = "file";
        config.file = file;
        config.inputs = inputs;
        config.labels = labels;
        config.train_fraction = 0.5;
        return config;
    }

    // The sentence of a refusal; "" where there is none.
    static std::string refusalOf(const DataConfig& config) {
        const auto dataset = loadDataset(config);
        return dataset ? "" : dataset.error().text();
    }

    TestFolder folder_;
};

} // namespace infoplane
