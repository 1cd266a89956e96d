// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/hdf5/run_head.h"
#include "core/recording/hdf5/weights_text.h"
#include "core/recording/hdf5/write.h"
#include "core/store/run_schema.h"

namespace infoplane {
namespace {

using namespace hdf5;

template <class List>
std::vector<std::string> namesOf(const List& list) {
    std::vector<std::string> names;
    for (const auto& element : list)
        names.push_back(element.name);
    return names;
}

template <class T>
void list(const Object& group, const char* name, const std::vector<T>& values, const char* units = nullptr) {
    writeNumbers(group, name, values, {values.size()}, units);
}

void writeRoot(const Object& file, const RunDescription& run) {
    writeAttribute(file, "NX_class", "NXroot");
    writeAttribute(file, "default", "run");
    writeAttribute(file, "creator", "Infoplane");
    writeAttribute(file, "creator_version", run.environment.program);
    writeAttribute(file, "format", kFormatName);
    writeAttribute(file, "format_version", std::to_string(kFormatMajor) + "." + std::to_string(kFormatMinor));
    writeAttribute(file, "run_id", run.run_id);
}

void writeEnvironment(const Object& run, const EnvironmentDescription& environment) {
    const Object group = createGroup(run, "environment", "NXcollection");
    writeText(group, "program", environment.program);
    writeText(group, "revision", environment.revision);
    writeText(group, "libtorch", environment.libtorch);
    writeText(group, "hdf5", environment.hdf5);
    writeText(group, "device", environment.device);
    writeText(group, "system", environment.system);
    writeNumber(group, "threads", environment.threads);
    writeNumber<std::uint8_t>(group, "deterministic", environment.deterministic ? 1 : 0);
}

void writeData(const Object& run, const DataDescription& data) {
    const Object group = createGroup(run, "data", "NXcollection");
    writeText(group, "name", data.name);
    writeText(group, "checksum", data.checksum);
    writeNumber(group, "classes", data.classes);
    writeNumber(group, "input_size", data.input_size);
    writeNumber(group, "label_entropy", data.label_entropy, "nats");
    list(group, "train_index", data.train_index);
    list(group, "validation_index", data.validation_index);
    list(group, "test_index", data.test_index);
    const Object evaluation = createGroup(group, "evaluation_index");
    for (std::size_t split = 0; split < kSplits; ++split)
        list(evaluation, kSplitNames[split], data.evaluation_index[split]);
}

std::vector<std::uint64_t> samplesOf(const std::array<std::uint64_t, kSplits>& samples) {
    return {samples.begin(), samples.end()};
}

// What the layers consist of: their operations, shapes and stored tensors.
void writeLayerKinds(const Object& group, const std::vector<LayerDescription>& layers) {
    std::vector<std::string> operations, weights;
    std::vector<std::uint32_t> inputs, outputs;
    for (const LayerDescription& layer : layers) {
        operations.push_back(layer.operations);
        weights.push_back(weightsText(layer.weights));
        inputs.insert(inputs.end(), layer.input_shape.begin(), layer.input_shape.end());
        outputs.insert(outputs.end(), layer.output_shape.begin(), layer.output_shape.end());
    }
    writeTexts(group, "operations", operations);
    writeTexts(group, "weights", weights);
    for (const auto& [name, shapes] :
         {std::pair{"input_shape", &inputs}, std::pair{"output_shape", &outputs}}) {
        const Object dataset = writeNumbers(group, name, *shapes, {layers.size(), 3});
        writeAttribute(dataset, "long_name", "channels, height, width; a vector: its length, 0, 0");
    }
}

void writeLayers(const Object& method, const std::vector<LayerDescription>& layers) {
    const Object group = requireGroup(method, "layers");
    std::vector<std::string> activations;
    std::vector<std::uint32_t> input_widths, widths;
    std::vector<double> betas, sigmas;
    for (const LayerDescription& layer : layers) {
        activations.push_back(layer.activation);
        input_widths.push_back(layer.input_width);
        widths.push_back(layer.width);
        betas.push_back(layer.beta);
        sigmas.push_back(layer.sigma);
    }
    writeTexts(group, "name", namesOf(layers));
    writeTexts(group, "activation", activations);
    list(group, "input_width", input_widths);
    list(group, "width", widths);
    list(group, "beta", betas, "1");
    writeLayerKinds(group, layers);
    const bool relative = !layers.empty() && layers.front().sigma_relative; // of all or none
    const Object sigma =
        writeNumbers(group, "sigma", sigmas, {sigmas.size()}, relative ? "scale of T" : "unit of T");
    writeAttribute(sigma, "kind", relative ? "relative" : "absolute");
}

void writeEstimator(const Object& group, const EstimatorDescription& estimator, std::size_t layers) {
    writeAttribute(group, "title", estimator.title);
    writeAttribute(group, "estimand_xt", estimator.estimand_xt);
    writeAttribute(group, "estimand_ty", estimator.estimand_ty);
    writeAttribute(group, "direction", estimator.direction);
    writeAttribute(group, "parameters", estimator.parameters);
    writeNumberAttribute(group, "n", samplesOf(estimator.samples));
    const auto caps = [&](const char* name, const std::vector<double>& values) {
        const Object dataset = writeNumbers(group, name, values, {kSplits, layers}, "nats");
        writeAttribute(dataset, "long_name", "largest value the estimator can take; NaN: no cap");
        writeAttribute(dataset, "axes", std::vector<std::string>{"split", "layer"});
    };
    caps("I_XT_cap", estimator.cap_xt);
    caps("I_TY_cap", estimator.cap_ty);
}

void writeReadOut(const Object& group, const ReadOutDescription& read_out) {
    writeAttribute(group, "read_out", read_out.meaning);
    writeNumberAttribute(group, "n", samplesOf(read_out.samples));
}

void writeOrigin(const Object& run, const ResumedFrom& origin) {
    writeAttribute(run, "resumed_from", origin.file);
    writeAttribute(run, "resumed_run_id", origin.run_id);
    writeAttribute(run, "resumed_method", origin.method);
    writeNumberAttribute(run, "resumed_layer", origin.layer);
    writeNumberAttribute(run, "resumed_step", origin.step);
}

} // namespace

void writeHead(const Object& file, const RunDescription& description) {
    writeRoot(file, description);
    const Object run = createGroup(file, "run", "NXentry");
    writeText(run, "title", description.title);
    writeText(run, "start_time", description.start_time);
    writeText(run, "config", description.config);
    list(run, "seeds", description.seeds);
    writeEnvironment(run, description.environment);
    writeData(run, description.data);
    if (!description.resumed_from.run_id.empty()) writeOrigin(run, description.resumed_from);
    const Object methods = createGroup(run, "methods", "NXcollection");
    writeAttribute(methods, "names", namesOf(description.methods));
}

void writeMethod(const Object& group, const MethodDescription& method) {
    writeAttribute(group, "objective", method.objective);
    writeAttribute(group, "form", method.form);
    writeAttribute(group, "compression", method.compression);
    writeAttribute(group, "network", method.network);
    writeNumberAttribute<std::uint8_t>(group, "layer_by_layer", method.layer_by_layer ? 1 : 0);
    writeNumberAttribute(group, "planned_passes", method.planned_passes);
    writeNumberAttribute(group, "expected_rows", method.expected_rows);
    writeLayers(group, method.layers);
    const Object information = requireGroup(group, "information");
    writeAttribute(information, "names", namesOf(method.estimators));
    for (const EstimatorDescription& estimator : method.estimators)
        writeEstimator(requireGroup(information, estimator.name), estimator, method.layers.size());
    const Object accuracy = requireGroup(group, "accuracy");
    writeAttribute(accuracy, "names", namesOf(method.read_outs));
    for (const ReadOutDescription& read_out : method.read_outs)
        writeReadOut(requireGroup(accuracy, read_out.name), read_out);
    if (!method.histogram_edges.empty())
        list(requireGroup(group, "activations"), "edges", method.histogram_edges, "unit of T");
}

} // namespace infoplane
