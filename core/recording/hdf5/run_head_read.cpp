// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/hdf5/read.h"
#include "core/recording/hdf5/run_head.h"
#include "core/recording/hdf5/weights_text.h"
#include "core/store/description_json.h"

#include <algorithm>

namespace infoplane {
namespace {

using namespace hdf5;

std::string attribute(const Object& object, const char* name) {
    return readTextAttribute(object, name, kMaxTextBytes + 1);
}

std::string text(const Object& group, const char* name) {
    return readText(group, name, kMaxTextBytes + 1);
}

std::vector<std::string> names(const Object& group, std::size_t most) {
    return readTextsAttribute(group, "names", kMaxNameBytes + 1, most);
}

std::array<std::uint64_t, kSplits> samples(const Object& group) {
    const auto values = readNumbersAttribute<std::uint64_t>(group, "n", kSplits);
    return {values[0], values[1]};
}

EnvironmentDescription readEnvironment(const Object& run) {
    const Object group = openGroup(run, "environment");
    EnvironmentDescription environment;
    environment.program = text(group, "program");
    environment.revision = text(group, "revision");
    environment.libtorch = text(group, "libtorch");
    environment.hdf5 = text(group, "hdf5");
    environment.device = text(group, "device");
    environment.system = text(group, "system");
    environment.threads = readNumber<std::uint32_t>(group, "threads");
    environment.deterministic = readNumber<std::uint8_t>(group, "deterministic") != 0;
    return environment;
}

DataDescription readData(const Object& run) {
    const Object group = openGroup(run, "data");
    DataDescription data;
    data.name = text(group, "name");
    data.checksum = text(group, "checksum");
    data.classes = readNumber<std::uint32_t>(group, "classes");
    data.input_size = readNumber<std::uint32_t>(group, "input_size");
    data.label_entropy = readNumber<double>(group, "label_entropy");
    data.train_index = readNumbers<std::uint32_t>(group, "train_index", kMaxSamples);
    data.test_index = readNumbers<std::uint32_t>(group, "test_index", kMaxSamples);
    if (has(group, "validation_index")) // since format 1.1
        data.validation_index = readNumbers<std::uint32_t>(group, "validation_index", kMaxSamples);
    const Object evaluation = openGroup(group, "evaluation_index");
    for (std::size_t split = 0; split < kSplits; ++split)
        data.evaluation_index[split] =
            readNumbers<std::uint32_t>(evaluation, kSplitNames[split], kMaxSamples);
    return data;
}

// Files from before there were other layers than dense ones lack them.
void readLayerKinds(const Object& group, std::vector<LayerDescription>& layers) {
    const auto operations = readTexts(group, "operations", kMaxTextBytes + 1, kMaxLayers);
    const auto weights = readTexts(group, "weights", kMaxTextBytes + 1, kMaxLayers);
    const auto inputs = readArray<std::uint32_t>(group, "input_shape", {layers.size(), 3});
    const auto outputs = readArray<std::uint32_t>(group, "output_shape", {layers.size(), 3});
    if (operations.size() != layers.size() || weights.size() != layers.size())
        throw Failure("'operations' or 'weights' is of another shape than expected", "");
    for (std::size_t i = 0; i < layers.size(); ++i) {
        auto parsed = parseWeightsText(weights[i]);
        if (!parsed) throw Failure("'weights' is not written as expected", "");
        layers[i].operations = operations[i];
        layers[i].weights = std::move(*parsed);
        std::copy_n(inputs.begin() + std::ptrdiff_t(3 * i), 3, layers[i].input_shape.begin());
        std::copy_n(outputs.begin() + std::ptrdiff_t(3 * i), 3, layers[i].output_shape.begin());
    }
}

std::vector<LayerDescription> readLayers(const Object& method) {
    const Object group = openGroup(method, "layers");
    const std::vector<std::string> layer_names = readTexts(group, "name", kMaxNameBytes + 1, kMaxLayers);
    const std::vector<std::string> activations =
        readTexts(group, "activation", kMaxTextBytes + 1, kMaxLayers);
    const std::vector<hsize_t> shape{layer_names.size()};
    const auto input_widths = readArray<std::uint32_t>(group, "input_width", shape);
    const auto widths = readArray<std::uint32_t>(group, "width", shape);
    const auto betas = readArray<double>(group, "beta", shape);
    const auto sigmas = readArray<double>(group, "sigma", shape);
    if (activations.size() != layer_names.size())
        throw Failure("'activation' is of another shape than expected", "");
    std::vector<LayerDescription> layers;
    for (std::size_t i = 0; i < layer_names.size(); ++i)
        layers.push_back({layer_names[i], activations[i], input_widths[i], widths[i], betas[i], sigmas[i]});
    const bool relative = attribute(openDataset(group, "sigma"), "kind") == "relative";
    for (LayerDescription& layer : layers)
        layer.sigma_relative = relative;
    if (has(group, "operations")) readLayerKinds(group, layers);
    return layers;
}

EstimatorDescription readEstimator(const Object& information, const std::string& name, std::size_t layers) {
    const Object group = openGroup(information, name);
    EstimatorDescription estimator;
    estimator.name = name;
    estimator.title = attribute(group, "title");
    estimator.estimand_xt = attribute(group, "estimand_xt");
    estimator.estimand_ty = attribute(group, "estimand_ty");
    estimator.direction = attribute(group, "direction");
    estimator.parameters = attribute(group, "parameters");
    estimator.samples = samples(group);
    estimator.has_error = has(group, "I_XT_error");
    estimator.cap_xt = readArray<double>(group, "I_XT_cap", {kSplits, layers});
    estimator.cap_ty = readArray<double>(group, "I_TY_cap", {kSplits, layers});
    return estimator;
}

ReadOutDescription readReadOut(const Object& accuracy, const std::string& name) {
    const Object group = openGroup(accuracy, name);
    const Object value = openDataset(group, "value");
    const Object space(H5Dget_space(value.id()), "ask for the shape of value");
    ReadOutDescription read_out;
    read_out.name = name;
    read_out.meaning = attribute(group, "read_out");
    read_out.per_layer = H5Sget_simple_extent_ndims(space.id()) == 4; // row, split, layer, seed
    read_out.samples = samples(group);
    return read_out;
}

MethodDescription readMethod(const Object& methods, const std::string& name) {
    const Object group = openGroup(methods, name);
    MethodDescription method;
    method.name = name;
    method.objective = attribute(group, "objective");
    method.form = attribute(group, "form");
    method.compression = attribute(group, "compression");
    method.network = attribute(group, "network");
    method.layer_by_layer = readNumberAttribute<std::uint8_t>(group, "layer_by_layer") != 0;
    method.planned_passes = readNumberAttribute<double>(group, "planned_passes");
    method.expected_rows = readNumberAttribute<std::uint64_t>(group, "expected_rows");
    method.layers = readLayers(group);
    const Object information = openGroup(group, "information");
    for (const std::string& estimator : names(information, kMaxEstimators))
        method.estimators.push_back(readEstimator(information, estimator, method.layers.size()));
    const Object accuracy = openGroup(group, "accuracy");
    for (const std::string& read_out : names(accuracy, kMaxReadOuts))
        method.read_outs.push_back(readReadOut(accuracy, read_out));
    if (has(group, "activations"))
        method.histogram_edges =
            readNumbers<float>(openGroup(group, "activations"), "edges", kMaxHistogramBins + 1);
    return method;
}

} // namespace

namespace {

ResumedFrom readOrigin(const Object& run) {
    if (!hasAttribute(run, "resumed_run_id")) return {};
    return {attribute(run, "resumed_from"), attribute(run, "resumed_run_id"),
            attribute(run, "resumed_method"), readNumberAttribute<std::uint32_t>(run, "resumed_layer"),
            readNumberAttribute<std::uint64_t>(run, "resumed_step")};
}

} // namespace

RunDescription readDescription(const Object& file) {
    const Object run = openGroup(file, "run");
    RunDescription description;
    description.run_id = attribute(file, "run_id");
    description.title = text(run, "title");
    description.start_time = text(run, "start_time");
    description.config = readText(run, "config", kMaxConfigBytes);
    description.environment = readEnvironment(run);
    description.data = readData(run);
    description.seeds = readNumbers<std::uint64_t>(run, "seeds", kMaxSeeds);
    description.resumed_from = readOrigin(run);
    const Object methods = openGroup(run, "methods");
    for (const std::string& name : names(methods, kMaxMethods))
        description.methods.push_back(readMethod(methods, name));
    return description;
}

} // namespace infoplane
