// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/memory_of.h"
#include "core/data/sources.h"
#include "core/data/whole_file.h"

#include <algorithm>
#include <filesystem>
#include <span>

// The binary version of CIFAR-10 (cs.toronto.edu/~kriz/cifar.html): a record is the label and 3 x 32 x 32
// bytes, red, green and blue, each row by row.
namespace infoplane {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kCifarSide = 32, kColours = 3;
constexpr std::uint32_t kCifarInputs = kColours * kCifarSide * kCifarSide;
constexpr std::uint32_t kRecord = 1 + kCifarInputs;
constexpr std::uint32_t kMostRecords = 10'000; // of a file
constexpr std::uint32_t kCifarClasses = 10;

std::vector<std::string> fileNames() {
    return {"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin",
            "data_batch_4.bin", "data_batch_5.bin", "test_batch.bin"};
}

// The folder itself, or the one that the archive unpacks to in it.
Result<fs::path> findBatches(const std::string& folder) {
    std::error_code failed;
    for (const fs::path& place : {fs::path(folder), fs::path(folder) / "cifar-10-batches-bin"})
        if (fs::is_regular_file(place / "test_batch.bin", failed)) {
            for (const std::string& name : fileNames())
                if (!fs::is_regular_file(place / name, failed))
                    return Error{ErrorCode::NotFound,
                                 "cifar10 needs " + name + ", which is not in this folder", place.string()};
            return place;
        }
    return Error{
        ErrorCode::NotFound,
        "cifar10 needs data_batch_1.bin to data_batch_5.bin and test_batch.bin, which are not in this "
        "folder",
        folder};
}

Status checkRecords(const std::string& path, const Bytes& bytes) {
    if (bytes.empty() || bytes.size() % kRecord != 0)
        return Error{ErrorCode::InvalidFile,
                     "has " + std::to_string(bytes.size()) +
                         " bytes, and images of 3 x 32 x 32 are whole "
                         "records of " +
                         std::to_string(kRecord) + "; is it the binary version of CIFAR-10?",
                     path};
    for (std::size_t i = 0; i < bytes.size(); i += kRecord)
        if (bytes[i] >= kCifarClasses)
            return Error{ErrorCode::InvalidFile,
                         "label " + std::to_string(i / kRecord) + " is " + std::to_string(bytes[i]) +
                             ", and labels are 0 to 9; get the file again",
                         path};
    return {};
}

// Makes room for `count` more; gives where they begin.
float* extended(std::vector<float>& inputs, std::size_t count) {
    const std::size_t before = inputs.size();
    inputs.resize(before + count);
    return inputs.data() + before;
}

// Appends the examples of a file and their positions.
Status appendBatch(Dataset& dataset, std::vector<std::uint32_t>& index, const std::string& path) {
    const auto bytes = readWholeFile(path, std::uint64_t{kMostRecords} * kRecord);
    if (!bytes) return bytes.error();
    if (const Status sound = checkRecords(path, *bytes); !sound) return sound;
    const std::size_t count = bytes->size() / kRecord;
    float* out = extended(dataset.inputs, count * kCifarInputs);
    for (std::size_t i = 0; i < bytes->size(); i += kRecord) {
        index.push_back(static_cast<std::uint32_t>(dataset.size()));
        dataset.labels.push_back((*bytes)[i]);
        const auto pixels = std::span(*bytes).subspan(i + 1, kCifarInputs);
        out = std::ranges::transform(pixels, out, [](std::uint8_t v) {
                  return static_cast<float>(v) / 255.0f;
              }).out;
    }
    return {};
}

// Of all files together; none is larger than it may be where reading it succeeds.
std::uint64_t bytesOf(const fs::path& folder) {
    std::uint64_t bytes = 0;
    for (const std::string& name : fileNames()) {
        std::error_code failed;
        const std::uint64_t size = fs::file_size(folder / name, failed);
        if (!failed) bytes += std::min<std::uint64_t>(size, std::uint64_t{kMostRecords} * kRecord);
    }
    return bytes;
}

Result<Dataset> readCifar10(const DataConfig& config) {
    const auto folder = findBatches(config.folder);
    if (!folder) return folder.error();
    Dataset dataset;
    dataset.channels = kColours;
    dataset.height = dataset.width = kCifarSide;
    dataset.input_size = kCifarInputs;
    dataset.classes = kCifarClasses;
    dataset.class_names = {"airplane", "automobile", "bird",  "cat",  "deer",
                           "dog",      "frog",       "horse", "ship", "truck"};
    const std::uint64_t count = bytesOf(*folder) / kRecord;
    if (const Status fits = checkInputMemory(count, kCifarInputs, folder->string()); !fits)
        return fits.error();
    dataset.inputs.reserve(count * kCifarInputs);
    for (const std::string& name : fileNames()) {
        auto& index = name == "test_batch.bin" ? dataset.test_index : dataset.train_index;
        if (const Status read = appendBatch(dataset, index, (*folder / name).string()); !read)
            return read.error();
    }
    return dataset;
}

Status findCifar10(const DataConfig& config) {
    const auto folder = findBatches(config.folder);
    if (!folder) return folder.error();
    return {};
}

} // namespace

const Source kCifar10{
    "cifar10",
    "CIFAR-10",
    "A. Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009; read from the user's own "
    "files",
    DatasetKind::Folder,
    "its six binary files",
    "Run infoplane data add cifar10 --download, or unpack cifar-10-binary.tar.gz and name the folder with "
    "--data.",
    &readCifar10,
    &findCifar10};

} // namespace infoplane
