// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/training_data.h"

#include <algorithm>

namespace infoplane {
namespace {

at::Tensor positions(const std::vector<std::uint32_t>& index) {
    at::Tensor result = at::empty({static_cast<std::int64_t>(index.size())}, at::kLong);
    std::copy(index.begin(), index.end(), result.mutable_data_ptr<std::int64_t>());
    return result;
}

// Where the members of `sample` stand within `index`; both are ascending and sample is a part of index.
std::vector<std::uint32_t> positionsWithin(const std::vector<std::uint32_t>& index,
                                           const std::vector<std::uint32_t>& sample) {
    std::vector<std::uint32_t> result;
    for (const std::uint32_t member : sample) {
        const auto found = std::lower_bound(index.begin(), index.end(), member);
        result.push_back(static_cast<std::uint32_t>(found - index.begin()));
    }
    return result;
}

TrainingData::Split loadSplit(const at::Tensor& inputs, const at::Tensor& labels,
                              const std::vector<std::uint32_t>& index,
                              const std::vector<std::uint32_t>& evaluation, const at::Device& device) {
    const at::Tensor chosen = positions(index);
    TrainingData::Split split;
    split.inputs = inputs.index_select(0, chosen).unsqueeze(0).to(device);
    split.labels = labels.index_select(0, chosen).to(device);
    split.evaluation = positions(positionsWithin(index, evaluation)).to(device);
    split.evaluation_labels = split.labels.index_select(0, split.evaluation);
    return split;
}

} // namespace

LayerShape inputShape(const Dataset& dataset) {
    if (dataset.height == 0) return {dataset.input_size};
    return {dataset.channels, dataset.height, dataset.width};
}

TrainingData loadTrainingData(const Dataset& dataset, const DataDescription& description,
                              const at::Device& device) {
    const auto size = static_cast<std::int64_t>(dataset.size());
    at::Tensor inputs = at::empty({size, static_cast<std::int64_t>(dataset.input_size)}, at::kFloat);
    std::copy(dataset.inputs.begin(), dataset.inputs.end(), inputs.mutable_data_ptr<float>());
    const at::Tensor labels = positions(dataset.labels);
    TrainingData data;
    data.shape = inputShape(dataset);
    data.classes = static_cast<std::int64_t>(dataset.classes);
    data.splits[0] =
        loadSplit(inputs, labels, description.train_index, description.evaluation_index[0], device);
    data.splits[1] =
        loadSplit(inputs, labels, description.test_index, description.evaluation_index[1], device);
    data.validation =
        loadSplit(inputs, labels, description.validation_index, description.validation_index, device);
    const at::Tensor counts = at::bincount(data.splits[0].labels, {}, data.classes).to(at::kFloat);
    data.log_prior = (counts / counts.sum()).log();
    return data;
}

} // namespace infoplane
