// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/dataset_files.h"

#include "core/data/dataset.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <regex>

namespace infoplane {
namespace {

namespace fs = std::filesystem;

constexpr std::array kVariants{"balanced", "byclass", "bymerge", "letters", "digits", "mnist"};

DataConfig configIn(const std::string& dataset, const std::string& folder) {
    DataConfig config;
    config.name = dataset;
    config.folder = folder;
    return config;
}

bool hasVariant(const std::string& folder, const std::string& variant) {
    const auto files = filesOfDataset("emnist", folder);
    return std::ranges::any_of(files, [&](const std::string& path) {
        return fs::path(path).filename().string().starts_with("emnist-" + variant + "-");
    });
}

Status checkVariants(const std::string& folder) {
    bool any = false;
    for (const char* const variant : kVariants) {
        if (!hasVariant(folder, variant)) continue;
        any = true;
        DataConfig config = configIn("emnist", folder);
        config.variant = variant;
        if (const auto dataset = loadDataset(config); !dataset) return dataset.error();
    }
    if (any) return {};
    return Error{ErrorCode::NotFound, "there are no files named emnist-VARIANT-... in this folder", folder};
}

} // namespace

bool belongsTo(const std::string& dataset, const std::string& file_name) {
    static const std::regex idx("(train|t10k)-(images[-.]idx3|labels[-.]idx1)-ubyte(\\.gz)?"),
        emnist("emnist-(balanced|byclass|bymerge|letters|digits|mnist)-(train|test)-"
               "(images[-.]idx3|labels[-.]idx1)-ubyte(\\.gz)?"),
        batches("data_batch_[1-5]\\.bin|test_batch\\.bin");
    if (file_name.size() > 100) return false;
    if (dataset == "cifar10") return std::regex_match(file_name, batches);
    return std::regex_match(file_name, dataset == "emnist" ? emnist : idx);
}

std::vector<std::string> filesOfDataset(const std::string& dataset, const std::string& folder) {
    std::vector<std::string> paths;
    std::error_code failed;
    for (const char* const below : {"", "cifar-10-batches-bin", "gzip"}) {
        for (const fs::directory_entry& entry : fs::directory_iterator(fs::path(folder) / below, failed))
            if (entry.is_regular_file(failed) && belongsTo(dataset, entry.path().filename().string()))
                paths.push_back(entry.path().string());
        if (!paths.empty()) break;
    }
    std::ranges::sort(paths);
    return paths;
}

Status checkFolderOf(const std::string& dataset, const std::string& folder) {
    if (dataset == "emnist") return checkVariants(folder);
    const auto loaded = loadDataset(configIn(dataset, folder));
    if (!loaded) return loaded.error();
    return {};
}

} // namespace infoplane
