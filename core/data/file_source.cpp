// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/file_part.h"
#include "core/data/label_classes.h"
#include "core/data/own_file.h"
#include "core/data/sources.h"

#include <filesystem>
#include <numeric>
#include <optional>

// The user's own file: a table, arrays, or a pair of IDX files.
namespace infoplane {
namespace {

// Where a part is, with what the test part leaves out taken from the training part.
struct PartNames {
    std::string path, inputs, labels;
};

Result<PartNames> trainingPart(const DataConfig& config) {
    if (config.file.empty())
        return Error{ErrorCode::InvalidArgument, "names no file; data.name=file needs one, and data.labels",
                     "data.file"};
    if (config.labels.empty())
        return Error{ErrorCode::InvalidArgument, "names no labels; give the column or array that holds them",
                     "data.labels"};
    const auto path = findOwnFile(config.file);
    if (!path) return path.error();
    return PartNames{*path, config.inputs, config.labels};
}

bool hasTestPart(const DataConfig& config) {
    return !config.test_file.empty() || !config.test_inputs.empty() || !config.test_labels.empty();
}

Result<PartNames> testPart(const DataConfig& config, const PartNames& training) {
    PartNames names = training;
    if (!config.test_file.empty()) {
        const auto path = findOwnFile(config.test_file);
        if (!path) return path.error();
        names.path = *path;
    } else if (config.test_labels.empty()) {
        return Error{ErrorCode::InvalidArgument,
                     "names no labels for the inputs of data.test_inputs; give them, or data.test_file",
                     "data.test_labels"};
    }
    if (!config.test_inputs.empty()) names.inputs = config.test_inputs;
    if (!config.test_labels.empty()) names.labels = config.test_labels;
    return names;
}

void appendPart(Dataset& dataset, const FilePart& part, const std::vector<std::uint32_t>& labels,
                std::vector<std::uint32_t>* index) {
    if (index != nullptr) {
        index->resize(labels.size());
        std::iota(index->begin(), index->end(), static_cast<std::uint32_t>(dataset.size()));
    }
    dataset.inputs.insert(dataset.inputs.end(), part.inputs.begin(), part.inputs.end());
    dataset.labels.insert(dataset.labels.end(), labels.begin(), labels.end());
}

Status checkAlike(const FilePart& test, const FilePart& train, const std::string& path) {
    if (test.input_size == train.input_size && test.height == train.height) return {};
    const auto size = [](const FilePart& part) {
        return part.channels == 0 ? std::to_string(part.input_size) + " inputs a row"
                                  : "images of " + std::to_string(part.height) + " x " +
                                        std::to_string(part.width) + " pixels";
    };
    return Error{ErrorCode::InvalidFile,
                 "has " + size(test) + ", and the training part has " + size(train) + "; make them equal",
                 path};
}

// Empty where the data set has no test part of its own.
Result<std::optional<FilePart>> readTestPart(const DataConfig& config, const PartNames& training,
                                             const FilePart& train) {
    if (!hasTestPart(config)) return std::optional<FilePart>();
    const auto names = testPart(config, training);
    if (!names) return names.error();
    auto part = readFilePart(names->path, names->inputs, names->labels);
    if (!part) return part.error();
    if (const Status alike = checkAlike(*part, train, names->path); !alike) return alike.error();
    return std::optional(std::move(*part));
}

Result<Dataset> readArrays(const DataConfig& config, const PartNames& training) {
    const auto train = readFilePart(training.path, training.inputs, training.labels);
    if (!train) return train.error();
    const auto test = readTestPart(config, training, *train);
    if (!test) return test.error();
    std::vector<const LabelColumn*> columns{&train->labels};
    if (*test) columns.push_back(&(*test)->labels);
    auto classes = classesOf(columns);
    if (!classes) return classes.error();
    Dataset dataset;
    dataset.input_size = train->input_size;
    dataset.channels = train->channels;
    dataset.height = train->height;
    dataset.width = train->width;
    dataset.classes = static_cast<std::uint32_t>(classes->names.size());
    dataset.class_names = std::move(classes->names);
    appendPart(dataset, *train, classes->labels[0], *test ? &dataset.train_index : nullptr);
    if (*test) appendPart(dataset, **test, classes->labels[1], &dataset.test_index);
    return dataset;
}

Status takeShapeOf(Dataset& dataset, const DataConfig& config) {
    const std::uint64_t product = static_cast<std::uint64_t>(config.channels) *
                                  static_cast<std::uint64_t>(config.height) *
                                  static_cast<std::uint64_t>(config.width);
    if (config.channels == 0 && config.height == 0 && config.width == 0) return {};
    if (product != dataset.input_size)
        return Error{ErrorCode::InvalidArgument,
                     "images of " + std::to_string(config.channels) + " x " + std::to_string(config.height) +
                         " x " + std::to_string(config.width) + " have " + std::to_string(product) +
                         " numbers, and a row of the inputs has " + std::to_string(dataset.input_size) +
                         "; set data.channels, data.height and data.width to what the images are",
                     config.file};
    dataset.channels = static_cast<std::uint32_t>(config.channels);
    dataset.height = static_cast<std::uint32_t>(config.height);
    dataset.width = static_cast<std::uint32_t>(config.width);
    return {};
}

Result<Dataset> readFileSource(const DataConfig& config) {
    const auto training = trainingPart(config);
    if (!training) return training.error();
    auto dataset = readArrays(config, *training);
    if (!dataset) return dataset;
    if (const Status shaped = takeShapeOf(*dataset, config); !shaped) return shaped.error();
    dataset->title = std::filesystem::path(training->path).filename().string();
    dataset->attribution = "the user's own file " + training->path;
    return dataset;
}

} // namespace

const Source kFile{"file",
                   "Your own arrays or table",
                   "",
                   DatasetKind::OwnFile,
                   "",
                   "Set data.file to a .csv, .npz, .npy, .mat, .h5 or IDX file, data.inputs and data.labels "
                   "to its columns or "
                   "arrays.",
                   &readFileSource,
                   nullptr};

} // namespace infoplane
