// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/idx.h"
#include "core/data/sources.h"

#include <filesystem>
#include <numeric>
#include <optional>

namespace infoplane {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kDigitClasses = 10;

struct Part {
    std::string images, labels; // paths
};
struct Files {
    Part train, test;
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

Error missingFiles(const std::string& folder, const std::vector<std::string>& names) {
    std::string list;
    for (std::size_t i = 0; i < names.size(); ++i)
        list += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    return {ErrorCode::NotFound,
            "mnist needs " + list + (names.size() == 1 ? ", which is" : ", which are") +
                " not in this folder (each may end in .gz)",
            folder};
}

Result<Files> findFiles(const std::string& folder) {
    if (folder.empty())
        return Error{ErrorCode::InvalidArgument,
                     "mnist needs the folder of its four IDX files: name it with --data or as data.folder",
                     ""};
    std::error_code failed;
    if (!fs::is_directory(folder, failed))
        return Error{ErrorCode::NotFound,
                     "there is no such folder; mnist needs the one with its four IDX files", folder};
    Files files;
    std::vector<std::string> missing;
    const auto find = [&](std::string& path, const std::string& stem, const std::string& kind) {
        if (const auto found = findFile(folder, stem, kind))
            path = *found;
        else
            missing.push_back(stem + "-" + kind);
    };
    find(files.train.images, "train-images", "idx3-ubyte");
    find(files.train.labels, "train-labels", "idx1-ubyte");
    find(files.test.images, "t10k-images", "idx3-ubyte");
    find(files.test.labels, "t10k-labels", "idx1-ubyte");
    if (!missing.empty()) return missingFiles(folder, missing);
    return files;
}

Status checkLabels(const Part& part, const Bytes& labels, std::uint32_t images) {
    if (labels.size() != images)
        return Error{ErrorCode::InvalidFile,
                     "has " + std::to_string(labels.size()) + " labels for the " + std::to_string(images) +
                         " images of " + fs::path(part.images).filename().string() + "; get both files again",
                     part.labels};
    for (std::size_t i = 0; i < labels.size(); ++i)
        if (labels[i] >= kDigitClasses)
            return Error{ErrorCode::InvalidFile,
                         "label " + std::to_string(i) + " is " + std::to_string(labels[i]) +
                             ", and labels are 0 to 9; get the file again",
                         part.labels};
    return {};
}

// Appends a part's examples; gives their positions.
Result<std::vector<std::uint32_t>> append(Dataset& dataset, const Part& part) {
    const auto images = readIdxImages(part.images);
    if (!images) return images.error();
    const auto labels = readIdxLabels(part.labels);
    if (!labels) return labels.error();
    if (const Status fits = checkLabels(part, *labels, images->count); !fits) return fits.error();
    const std::uint32_t pixels = images->rows * images->columns;
    if (dataset.size() > 0 && pixels != dataset.input_size)
        return Error{ErrorCode::InvalidFile,
                     "has images of " + std::to_string(pixels) + " pixels, and the training images have " +
                         std::to_string(dataset.input_size) + "; take both from one source",
                     part.images};
    dataset.input_size = pixels;
    dataset.channels = 1;
    dataset.height = images->rows;
    dataset.width = images->columns;
    std::vector<std::uint32_t> positions(images->count);
    std::iota(positions.begin(), positions.end(), static_cast<std::uint32_t>(dataset.size()));
    dataset.inputs.reserve(dataset.inputs.size() + images->pixels.size());
    for (const std::uint8_t value : images->pixels)
        dataset.inputs.push_back(static_cast<float>(value) / 255.0f);
    dataset.labels.insert(dataset.labels.end(), labels->begin(), labels->end());
    return positions;
}

Result<Dataset> readMnist(const std::string& folder) {
    const auto files = findFiles(folder);
    if (!files) return files.error();
    Dataset dataset;
    dataset.classes = kDigitClasses;
    auto train = append(dataset, files->train);
    if (!train) return train.error();
    auto test = append(dataset, files->test);
    if (!test) return test.error();
    dataset.train_index = std::move(*train);
    dataset.test_index = std::move(*test);
    return dataset;
}

Status mnistAvailable(const std::string& folder) {
    const auto files = findFiles(folder);
    if (!files) return files.error();
    return {};
}

} // namespace

const Source kMnist{
    "mnist",
    "MNIST",
    "Y. LeCun, C. Cortes, C. J. C. Burges, The MNIST database of handwritten digits; read from the "
    "user's own files",
    "Put train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and "
    "t10k-labels-idx1-ubyte, gzipped or not, into one folder and name it with --data.",
    false,
    &readMnist,
    &mnistAvailable};

} // namespace infoplane
