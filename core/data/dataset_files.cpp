// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/dataset_files.h"

#include "core/data/dataset.h"

#include <algorithm>
#include <array>
#include <filesystem>

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

// How the names of the IDX files of each part begin.
std::vector<std::string> stemsOf(const std::string& dataset) {
    if (dataset != "emnist") return {"train", "t10k"};
    std::vector<std::string> stems;
    for (const char* const variant : kVariants)
        for (const char* const part : {"-train", "-test"})
            stems.push_back(std::string("emnist-") + variant + part);
    return stems;
}

bool isIdxName(const std::string& stem, const std::string& file_name) {
    for (const char* const kind :
         {"-images-idx3-ubyte", "-images.idx3-ubyte", "-labels-idx1-ubyte", "-labels.idx1-ubyte"})
        for (const char* const packing : {"", ".gz"})
            if (file_name == stem + kind + packing) return true;
    return false;
}

} // namespace

bool belongsTo(const std::string& dataset, const std::string& file_name) {
    if (dataset == "cifar10")
        return file_name == "test_batch.bin" ||
               (file_name.size() == 16 && file_name.starts_with("data_batch_") &&
                file_name.ends_with(".bin") && file_name[11] >= '1' && file_name[11] <= '5');
    return std::ranges::any_of(stemsOf(dataset),
                               [&](const std::string& stem) { return isIdxName(stem, file_name); });
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
