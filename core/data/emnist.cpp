// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/idx_folder.h"
#include "core/data/sources.h"

#include <string_view>

// EMNIST: six selections of the same letters and digits, each four IDX files. Its images lie on their side:
// the rows of a file are the columns of the picture.
namespace infoplane {
namespace {

constexpr std::string_view kDigitNames = "0123456789";
constexpr std::string_view kCapitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kSmall = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kUnmergedSmall = "abdefghnqrt"; // those that do not look like their capitals

std::string classNamesOf(const std::string& variant) {
    std::string names;
    if (variant != "letters") names += kDigitNames;
    if (variant != "digits" && variant != "mnist") names += kCapitals;
    if (variant == "byclass") names += kSmall;
    if (variant == "bymerge" || variant == "balanced") names += kUnmergedSmall;
    return names;
}

IdxFolder filesOfVariant(const std::string& variant) {
    const std::string stem = "emnist-" + variant + "-";
    return {"emnist", stem + "train", stem + "test", static_cast<std::uint32_t>(classNamesOf(variant).size()),
            variant == "letters" ? 1u : 0u};
}

Result<Dataset> readEmnist(const DataConfig& config) {
    auto dataset = readIdxFolder(filesOfVariant(config.variant), config.folder);
    if (!dataset) return dataset;
    dataset->title = "EMNIST " + config.variant;
    for (const char name : classNamesOf(config.variant))
        dataset->class_names.emplace_back(1, name);
    return dataset;
}

Status findEmnist(const DataConfig& config) {
    return findIdxFolder(filesOfVariant(config.variant), config.folder);
}

} // namespace

const Source kEmnist{
    "emnist",
    "EMNIST",
    "G. Cohen, S. Afshar, J. Tapson, A. van Schaik, EMNIST: an extension of MNIST to handwritten letters, "
    "2017, arXiv 1702.05373; images as stored, rows and columns exchanged; read from the user's own files",
    DatasetKind::Folder,
    "its IDX files",
    "Run infoplane data add emnist --download, or put emnist-balanced-train-images-idx3-ubyte and the other "
    "three files of each data.variant, gzipped or not, into one folder and name it with --data.",
    &readEmnist,
    &findEmnist};

} // namespace infoplane
