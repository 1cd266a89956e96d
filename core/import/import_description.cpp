// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/import_description.h"

#include "core/store/description_json.h"
#include "core/store/imported.h"
#include "core/training/estimator_description.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace infoplane {
namespace {

using Json = nlohmann::ordered_json;

// One object of several: a value that is the same in all of them stays, others become a list.
std::string mergedParameters(const std::vector<std::string>& of_layers) {
    std::vector<Json> objects;
    for (const std::string& text : of_layers)
        objects.push_back(Json::parse(text));
    Json merged = objects.front();
    for (auto& [key, value] : merged.items()) {
        Json list = Json::array();
        for (const Json& object : objects)
            list.push_back(object.at(key));
        if (std::ranges::any_of(list, [&](const Json& each) { return each != list.front(); }))
            value = std::move(list);
    }
    const std::string text = merged.dump();
    return text.size() <= kMaxTextBytes ? text : "{\"differ_by_layer\":true}";
}

// Layers in order, each with the parameters of its own estimators.
void mergeParameters(std::vector<EstimatorDescription>& all, const std::vector<ImportedLayer>& layers) {
    std::size_t next = 0;
    for (std::size_t e = 0; e < layers.front().estimators.size(); ++e) {
        const std::size_t count = layers.front().estimators[e]->identities().size();
        for (std::size_t i = 0; i < count; ++i) {
            std::vector<std::string> of_layers;
            for (const ImportedLayer& layer : layers)
                of_layers.push_back(layer.estimators[e]->identities()[i].parameters);
            all[next++].parameters = mergedParameters(of_layers);
        }
    }
}

std::vector<EstimatorDescription> estimatorsOf(const std::vector<ImportedLayer>& layers,
                                               const MeasuredSamples& samples) {
    std::vector<MeasuredLayer> measured;
    for (const ImportedLayer& layer : layers)
        measured.push_back({layer.width, &layer.estimators});
    auto all = describeEstimators(measured, samples);
    mergeParameters(all, layers);
    return all;
}

DataDescription describeImportedData(const ImportOptions& options, const Dataset& dataset) {
    DataDescription data;
    data.name = options.source;
    data.checksum = dataset.checksum;
    data.classes = dataset.classes;
    data.label_entropy = labelEntropy(dataset, {});
    data.train_index = dataset.train_index;
    data.test_index = dataset.test_index;
    const auto sample = [&](const std::vector<std::uint32_t>& index, std::int64_t most) {
        if (index.empty()) return index;
        return evaluationSample(dataset, index, static_cast<std::size_t>(most), options.seed);
    };
    data.evaluation_index[0] = sample(dataset.train_index, options.measure.train_samples);
    data.evaluation_index[1] = sample(dataset.test_index, options.measure.test_samples);
    return data;
}

// The same for all layers: from the lowest to the highest of all activations. None where float32 cannot tell
// the edges apart.
std::vector<float> edgesOver(const ActivationSurvey& survey, std::int64_t bins) {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const LayerSurvey& layer : survey.layers) {
        low = std::min(low, layer.low);
        high = std::max(high, layer.high);
    }
    if (!(low < high)) return {};
    std::vector<float> edges;
    for (std::int64_t i = 0; i <= bins; ++i) {
        const double share = static_cast<double>(i) / static_cast<double>(bins);
        edges.push_back(static_cast<float>(low * (1 - share) + high * share));
    }
    const bool ascend = std::ranges::adjacent_find(edges, std::greater_equal{}) == edges.end();
    const bool finite = std::ranges::all_of(edges, [](float edge) { return std::isfinite(edge); });
    return ascend && finite ? edges : std::vector<float>{};
}

std::vector<LayerDescription> describeImportedLayers(const ActivationLayout& layout,
                                                     const std::vector<ImportedLayer>& layers) {
    std::vector<LayerDescription> all;
    for (std::size_t l = 0; l < layers.size(); ++l) {
        LayerDescription layer;
        layer.name = layout.layers[l];
        layer.activation = "unknown";
        layer.width = static_cast<std::uint32_t>(layers[l].width);
        layer.sigma = layers[l].sigma;
        layer.output_shape = {layer.width, 0, 0};
        all.push_back(std::move(layer));
    }
    return all;
}

// "conv1 512, fc2 64", cut where it is long.
std::string namesAndWidths(const std::vector<LayerDescription>& layers) {
    constexpr std::size_t longest = 2000;
    std::string text;
    for (const LayerDescription& layer : layers) {
        text += (text.empty() ? "" : ", ") + layer.name + " " + std::to_string(layer.width);
        if (text.size() > longest) return text + ", ...";
    }
    return text;
}

MethodDescription describeImportedMethod(const ImportOptions& options, const DataDescription& data,
                                         const MeasuredSamples& samples, const ActivationLayout& layout,
                                         const ActivationSurvey& survey,
                                         const std::vector<ImportedLayer>& layers) {
    MethodDescription method;
    method.name = kImportedObjective;
    method.objective = kImportedObjective;
    method.compression = "none";
    method.planned_passes = static_cast<double>(layout.epochs.back().number);
    method.expected_rows = layout.epochs.size();
    method.layers = describeImportedLayers(layout, layers);
    method.network = namesAndWidths(method.layers);
    method.estimators = estimatorsOf(layers, samples);
    const std::uint64_t fitted = data.evaluation_index[0].size();
    method.read_outs.push_back(
        {"linear_probe",
         "multinomial logistic regression on t, fitted on the training evaluation sample",
         true,
         {fitted, fitted == 0 ? 0 : data.test_index.size()}});
    method.histogram_edges = edgesOver(survey, options.measure.histogram_bins);
    return method;
}

} // namespace

RunDescription describeImport(const ImportOptions& options, const Dataset& dataset,
                              const ActivationLayout& layout, const ActivationSurvey& survey,
                              const std::vector<ImportedLayer>& layers) {
    RunDescription run;
    run.title = options.title;
    run.environment.device = "cpu";
    run.data = describeImportedData(options, dataset);
    run.seeds = {options.seed};
    run.methods.push_back(describeImportedMethod(options, run.data, measuredSamples(dataset, run.data),
                                                 layout, survey, layers));
    return run;
}

} // namespace infoplane
