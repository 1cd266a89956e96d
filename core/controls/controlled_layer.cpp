// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/controls/controlled_layer.h"

#include "core/support/assert.h"
#include "core/training/stored_layers.h"

namespace infoplane {
namespace {

std::vector<std::int64_t> labelsOf(const Dataset& dataset, const std::vector<std::uint32_t>& index) {
    std::vector<std::int64_t> labels;
    for (const std::uint32_t i : index)
        labels.push_back(dataset.labels.at(i));
    return labels;
}

ControlledLayer layerOf(const RunStore& run, const Dataset& dataset, std::size_t method, std::size_t layer,
                        std::size_t seed) {
    const MethodDescription& d = run.description().methods.at(method);
    ControlledLayer result;
    result.method = d.name;
    result.seed = run.description().seeds.at(seed);
    result.sigma = storedSigma(run, method, layer, seed);
    result.classes = dataset.classes;
    for (std::size_t s = 0; s < kSplits; ++s)
        result.splits[s].labels = labelsOf(dataset, run.description().data.evaluation_index[s]);
    return result;
}

Result<Variable> inputsAt(const Dataset& dataset, const std::vector<std::uint32_t>& index) {
    std::vector<double> values;
    values.reserve(index.size() * dataset.input_size);
    for (const std::uint32_t i : index) {
        const auto row =
            dataset.inputs.begin() + static_cast<std::ptrdiff_t>(std::size_t{i} * dataset.input_size);
        values.insert(values.end(), row, row + dataset.input_size);
    }
    auto t = continuousVariable("T", std::move(values), dataset.input_size);
    if (t) t->input = "X";
    return t;
}

} // namespace

Variable ControlledLayer::Split::y() const {
    auto made = discreteVariable("Y", labels);
    INFOPLANE_ASSERT(made.ok());
    return std::move(*made);
}

ControlRow ControlledLayer::row(const char* control, const std::string& split) const {
    ControlRow result;
    result.control = control;
    result.method = method;
    result.layer = layer;
    result.seed = seed;
    result.split = split;
    return result;
}

Result<ControlledLayer> controlledLayer(const RunStore& run, const Dataset& dataset, std::size_t method,
                                        std::size_t layer, std::size_t seed) {
    ControlledLayer result = layerOf(run, dataset, method, layer, seed);
    result.layer = layer + 1;
    for (std::size_t s = 0; s < kSplits; ++s) {
        auto t = storedOutput(run, method, layer, seed, dataset, run.description().data.evaluation_index[s]);
        if (!t) return t.error();
        result.splits[s].t = std::move(*t);
    }
    return result;
}

Result<ControlledLayer> inputLayer(const RunStore& run, const Dataset& dataset, std::size_t method) {
    ControlledLayer result = layerOf(run, dataset, method, 0, 0);
    for (std::size_t s = 0; s < kSplits; ++s) {
        auto t = inputsAt(dataset, run.description().data.evaluation_index[s]);
        if (!t) return t.error();
        result.splits[s].t = std::move(*t);
    }
    return result;
}

} // namespace infoplane
