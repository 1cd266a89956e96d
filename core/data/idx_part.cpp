// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/idx_part.h"

#include "core/data/idx.h"
#include "core/data/memory_of.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <span>

namespace infoplane {
namespace {

namespace fs = std::filesystem;

std::string besideImages(const std::string& images, const std::string& labels) {
    std::error_code failed;
    const fs::path beside = fs::path(images).parent_path() / labels;
    return !fs::is_regular_file(labels, failed) && fs::is_regular_file(beside, failed) ? beside.string()
                                                                                       : labels;
}

} // namespace

bool isIdxFile(const std::string& path) {
    constexpr std::size_t kEnough = 4096; // of a packed file, to unpack four bytes
    std::array<std::uint8_t, kEnough> bytes{};
    std::ifstream file(path, std::ios::binary);
    file.read(reinterpret_cast<char*>(bytes.data()), bytes.size());
    const auto start = contentPrefix(std::span(bytes).first(static_cast<std::size_t>(file.gcount())), 3);
    return start && *start == Bytes{0, 0, 8};
}

Result<FilePart> readIdxPart(const std::string& images_path, const std::string& labels_path) {
    const auto images = readIdxImages(images_path);
    if (!images) return images.error();
    const std::string path = besideImages(images_path, labels_path);
    const auto labels = readIdxLabels(path);
    if (!labels) return labels.error();
    if (labels->size() != images->count)
        return Error{ErrorCode::InvalidFile,
                     "has " + std::to_string(labels->size()) + " labels for the " +
                         std::to_string(images->count) + " images of " +
                         fs::path(images_path).filename().string() + "; make them equal",
                     path};
    FilePart part;
    part.channels = 1;
    part.height = images->rows;
    part.width = images->columns;
    part.input_size = images->rows * images->columns;
    if (const Status fits = checkInputMemory(images->count, part.input_size, images_path); !fits)
        return fits.error();
    part.inputs.reserve(images->pixels.size());
    for (const std::uint8_t value : images->pixels)
        part.inputs.push_back(static_cast<float>(value) / 255.0f);
    part.labels = {path, "labels", {labels->begin(), labels->end()}, {}};
    return part;
}

} // namespace infoplane
