// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/idx_folder.h"

#include "core/data/idx.h"
#include "core/data/memory_of.h"

#include <array>
#include <filesystem>
#include <numeric>
#include <optional>

namespace infoplane {
namespace {

namespace fs = std::filesystem;

struct PairPaths {
    std::string images, labels;
};
struct FolderPaths {
    PairPaths train, test;
};

// The file of a part by any of the names it goes by; a dash or a dot before "idx", packed or not.
std::optional<std::string> findFile(const fs::path& folder, const std::string& stem,
                                    const std::string& kind) {
    for (const char* separator : {"-", "."})
        for (const char* packing : {"", ".gz"}) {
            const fs::path path = folder / (stem + separator + kind + packing);
            std::error_code failed;
            if (fs::is_regular_file(path, failed)) return path.string();
        }
    return std::nullopt;
}

Error missingFiles(const std::string& source, const std::string& folder,
                   const std::vector<std::string>& names) {
    std::string list;
    for (std::size_t i = 0; i < names.size(); ++i)
        list += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    return {ErrorCode::NotFound,
            source + " needs " + list + (names.size() == 1 ? ", which is" : ", which are") +
                " not in this folder (each may end in .gz)",
            folder};
}

Result<FolderPaths> findFiles(const IdxFolder& description, const std::string& folder) {
    FolderPaths paths;
    std::vector<std::string> missing;
    const auto find = [&](std::string& path, const std::string& stem, const std::string& kind) {
        if (const auto found = findFile(folder, stem, kind))
            path = *found;
        else
            missing.push_back(stem + "-" + kind);
    };
    find(paths.train.images, description.train + "-images", "idx3-ubyte");
    find(paths.train.labels, description.train + "-labels", "idx1-ubyte");
    find(paths.test.images, description.test + "-images", "idx3-ubyte");
    find(paths.test.labels, description.test + "-labels", "idx1-ubyte");
    if (!missing.empty()) return missingFiles(description.source, folder, missing);
    return paths;
}

Status checkLabels(const PairPaths& pair, const Bytes& labels, std::uint32_t images,
                   const IdxFolder& description) {
    if (labels.size() != images)
        return Error{ErrorCode::InvalidFile,
                     "has " + std::to_string(labels.size()) + " labels for the " + std::to_string(images) +
                         " images of " + fs::path(pair.images).filename().string() + "; get both files again",
                     pair.labels};
    const std::uint32_t first = description.first_label, last = first + description.classes - 1;
    for (std::size_t i = 0; i < labels.size(); ++i)
        if (labels[i] < first || labels[i] > last)
            return Error{ErrorCode::InvalidFile,
                         "label " + std::to_string(i) + " is " + std::to_string(labels[i]) +
                             ", and labels are " + std::to_string(first) + " to " + std::to_string(last) +
                             "; get the file again",
                         pair.labels};
    return {};
}

Status takeShape(Dataset& dataset, const IdxImages& images, const std::string& path) {
    if (dataset.size() > 0 && (images.rows != dataset.height || images.columns != dataset.width))
        return Error{ErrorCode::InvalidFile,
                     "has images of " + std::to_string(images.rows) + " x " + std::to_string(images.columns) +
                         " pixels, and the training images have " + std::to_string(dataset.height) + " x " +
                         std::to_string(dataset.width) + "; take both from one source",
                     path};
    dataset.channels = 1;
    dataset.height = images.rows;
    dataset.width = images.columns;
    dataset.input_size = images.rows * images.columns;
    return {};
}

// Appends a part's examples; gives their positions.
Result<std::vector<std::uint32_t>> appendPair(Dataset& dataset, const PairPaths& pair,
                                              const IdxFolder& description) {
    const auto images = readIdxImages(pair.images);
    if (!images) return images.error();
    const auto labels = readIdxLabels(pair.labels);
    if (!labels) return labels.error();
    if (const Status fits = checkLabels(pair, *labels, images->count, description); !fits)
        return fits.error();
    if (const Status same = takeShape(dataset, *images, pair.images); !same) return same.error();
    if (const Status fits = checkInputMemory(images->count, dataset.input_size, pair.images); !fits)
        return fits.error();
    std::vector<std::uint32_t> positions(images->count);
    std::iota(positions.begin(), positions.end(), static_cast<std::uint32_t>(dataset.size()));
    dataset.inputs.reserve(dataset.inputs.size() + images->pixels.size());
    for (const std::uint8_t value : images->pixels)
        dataset.inputs.push_back(static_cast<float>(value) / 255.0f);
    for (const std::uint8_t label : *labels)
        dataset.labels.push_back(label - description.first_label);
    return positions;
}

} // namespace

Result<Dataset> readIdxFolder(const IdxFolder& description, const std::string& folder) {
    const auto paths = findFiles(description, folder);
    if (!paths) return paths.error();
    Dataset dataset;
    dataset.classes = description.classes;
    auto train = appendPair(dataset, paths->train, description);
    if (!train) return train.error();
    auto test = appendPair(dataset, paths->test, description);
    if (!test) return test.error();
    dataset.train_index = std::move(*train);
    dataset.test_index = std::move(*test);
    return dataset;
}

Status findIdxFolder(const IdxFolder& description, const std::string& folder) {
    const auto paths = findFiles(description, folder);
    if (!paths) return paths.error();
    return {};
}

} // namespace infoplane
