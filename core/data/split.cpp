// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/split.h"

#include "core/data/stratify.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

namespace infoplane {
namespace {

// How many examples of each class stand at `index`.
std::vector<std::size_t> classCounts(const Dataset& dataset, const std::vector<std::uint32_t>& index) {
    std::vector<std::size_t> counts(dataset.classes, 0);
    for (const std::uint32_t i : index)
        ++counts[dataset.labels[i]];
    return counts;
}

Status checkPart(const Dataset& dataset, const std::vector<std::uint32_t>& index, const char* part) {
    const std::vector<std::size_t> counts = classCounts(dataset, index);
    const auto empty = std::ranges::find(counts, std::size_t{0});
    if (empty == counts.end()) return {};
    const auto number = static_cast<std::size_t>(empty - counts.begin());
    const std::string name =
        dataset.class_names.empty() ? std::to_string(number) : dataset.class_names[number];
    return Error{ErrorCode::InvalidArgument,
                 "class " + name + " has no example in the " + part +
                     " part; leave the class out, or choose another data.train_fraction, data.split_seed, "
                     "data.subset or data.validation_fraction",
                 dataset.name};
}

} // namespace

Status splitDataset(Dataset& dataset, const DataConfig& config) {
    const auto size = static_cast<double>(dataset.size());
    const double wanted = std::round(config.train_fraction * size);
    if (!(wanted >= 1 && wanted <= size - 1))
        return Error{ErrorCode::InvalidArgument,
                     "must leave at least one example on each side; choose a number between 0 and 1",
                     "data.train_fraction"};
    std::vector<std::uint32_t> everything(dataset.size());
    std::iota(everything.begin(), everything.end(), 0u);
    dataset.train_index =
        stratifiedSample(dataset.labels, dataset.classes, everything, static_cast<std::size_t>(wanted),
                         config.split_seed, Purpose::Split);
    std::set_difference(everything.begin(), everything.end(), dataset.train_index.begin(),
                        dataset.train_index.end(), std::back_inserter(dataset.test_index));
    return {};
}

Status takeSubset(Dataset& dataset, const DataConfig& config) {
    if (config.subset == 0) return {};
    const auto count = static_cast<std::size_t>(config.subset);
    if (count > dataset.train_index.size())
        return Error{ErrorCode::InvalidArgument,
                     "must be at most the " + std::to_string(dataset.train_index.size()) +
                         " training examples there are, or 0 for all",
                     "data.subset"};
    dataset.train_index = stratifiedSample(dataset.labels, dataset.classes, dataset.train_index, count,
                                           config.seed, Purpose::Subset);
    return {};
}

void setAsideValidation(Dataset& dataset, const DataConfig& config) {
    const auto size = static_cast<double>(dataset.train_index.size());
    const auto count = static_cast<std::size_t>(std::round(config.validation_fraction * size));
    if (count == 0) return;
    dataset.validation_index = stratifiedSample(dataset.labels, dataset.classes, dataset.train_index, count,
                                                config.split_seed, Purpose::Validation);
    std::vector<std::uint32_t> left;
    std::ranges::set_difference(dataset.train_index, dataset.validation_index, std::back_inserter(left));
    dataset.train_index = std::move(left);
}

Status checkClasses(const Dataset& dataset) {
    if (const Status training = checkPart(dataset, dataset.train_index, "training"); !training)
        return training;
    if (!dataset.validation_index.empty())
        if (const Status validation = checkPart(dataset, dataset.validation_index, "validation"); !validation)
            return validation;
    return checkPart(dataset, dataset.test_index, "test");
}

} // namespace infoplane
