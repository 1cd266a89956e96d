// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/imported_data.h"

#include "core/config/nearest.h"
#include "core/data/checksum.h"
#include "core/store/description_json.h"

#include <algorithm>
#include <cmath>

namespace infoplane {
namespace {

Error wrongArray(const std::string& name, const std::string& message) {
    return {ErrorCode::InvalidFile, "the array " + name + " " + message, ""};
}

bool isThere(const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

// An array of one number a sample.
Result<std::vector<double>> readColumn(OpenArrays& file, const std::string& name) {
    auto array = file.read(name);
    if (!array) return Error{array.error().code, "the array " + name + " " + array.error().message, ""};
    if (array->columns != 1)
        return wrongArray(name, "is " + array->source + ", and one number a sample is needed");
    return std::move(array->values);
}

Status checkWhole(const std::vector<double>& labels, const std::string& name) {
    for (std::size_t i = 0; i < labels.size(); ++i)
        if (!std::isfinite(labels[i]) || labels[i] != std::floor(labels[i]))
            return wrongArray(name, "has no whole number in row " + std::to_string(i) +
                                        ", counted from 0; number the classes");
    if (labels.size() <= kMaxSamples) return {};
    return wrongArray(name, "has " + std::to_string(labels.size()) + " samples, and at most " +
                                std::to_string(kMaxSamples) + " are read; record fewer");
}

Status setClasses(Dataset& dataset, const std::vector<double>& labels, const std::string& name) {
    std::vector<double> classes = labels;
    std::ranges::sort(classes);
    classes.erase(std::unique(classes.begin(), classes.end()), classes.end());
    if (classes.size() < 2) return wrongArray(name, "has one class only, of which nothing can be known");
    if (classes.size() > kMaxClasses)
        return wrongArray(name, "has " + std::to_string(classes.size()) + " classes, and at most " +
                                    std::to_string(kMaxClasses) + " are read");
    dataset.classes = static_cast<std::uint32_t>(classes.size());
    for (const double label : labels)
        dataset.labels.push_back(
            static_cast<std::uint32_t>(std::ranges::lower_bound(classes, label) - classes.begin()));
    return {};
}

Status setSplit(Dataset& dataset, const std::vector<double>& split) {
    if (split.size() != dataset.size())
        return wrongArray(kSplitArray, "has " + std::to_string(split.size()) + " samples and the labels " +
                                           std::to_string(dataset.size()));
    for (std::size_t i = 0; i < split.size(); ++i) {
        if (split[i] != 0.0 && split[i] != 1.0)
            return wrongArray(kSplitArray, "has something else than 0 (training) and 1 (test) in row " +
                                               std::to_string(i) + ", counted from 0");
        (split[i] == 0.0 ? dataset.train_index : dataset.test_index).push_back(std::uint32_t(i));
    }
    return {};
}

} // namespace

Result<Dataset> importedData(OpenArrays& file, const std::vector<std::string>& names,
                             const std::string& labels, std::size_t split_of_all) {
    if (!isThere(names, labels))
        return Error{ErrorCode::InvalidArgument,
                     "there is no array " + labels + " of labels; name it with --labels" +
                         didYouMean(labels, names),
                     ""};
    const auto values = readColumn(file, labels);
    if (!values) return values.error();
    if (const Status whole = checkWhole(*values, labels); !whole) return whole.error();
    Dataset dataset;
    if (const Status set = setClasses(dataset, *values, labels); !set) return set.error();
    dataset.checksum = checksumOf(dataset);
    if (isThere(names, kSplitArray)) {
        const auto split = readColumn(file, kSplitArray);
        if (!split) return split.error();
        if (const Status set = setSplit(dataset, *split); !set) return set.error();
        return dataset;
    }
    auto& all = split_of_all == 0 ? dataset.train_index : dataset.test_index;
    for (std::uint32_t i = 0; i < dataset.size(); ++i)
        all.push_back(i);
    return dataset;
}

} // namespace infoplane
