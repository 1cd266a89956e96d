// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/run_description.h"

#include <concepts>
#include <type_traits>

// The fields of a description, listed once for the JSON's writer and reader. An archive is called with every
// field's key and value; an optional one may be missing, and then is as it was. Private to
// description_json.cpp.
namespace infoplane {

template <class T, class D>
concept Is = std::same_as<std::remove_const_t<T>, D>;

template <class Archive>
void describe(Archive& archive, Is<WeightDescription> auto& weight) {
    archive("name", weight.name);
    archive("shape", weight.shape);
}

template <class Archive>
void describe(Archive& archive, Is<LayerDescription> auto& layer) {
    archive("name", layer.name);
    archive("activation", layer.activation);
    archive("input_width", layer.input_width);
    archive("width", layer.width);
    archive("beta", layer.beta);
    archive("sigma", layer.sigma);
    archive.optional("operations", layer.operations);
    archive.optional("input_shape", layer.input_shape);
    archive.optional("output_shape", layer.output_shape);
    archive.optional("weights", layer.weights);
    archive.optional("sigma_relative", layer.sigma_relative);
}

template <class Archive>
void describe(Archive& archive, Is<EstimatorDescription> auto& estimator) {
    archive("name", estimator.name);
    archive("title", estimator.title);
    archive("estimand_xt", estimator.estimand_xt);
    archive("estimand_ty", estimator.estimand_ty);
    archive("direction", estimator.direction);
    archive("parameters", estimator.parameters);
    archive("samples", estimator.samples);
    archive("has_error", estimator.has_error);
    archive("cap_xt", estimator.cap_xt);
    archive("cap_ty", estimator.cap_ty);
}

template <class Archive>
void describe(Archive& archive, Is<ReadOutDescription> auto& read_out) {
    archive("name", read_out.name);
    archive("meaning", read_out.meaning);
    archive("per_layer", read_out.per_layer);
    archive("samples", read_out.samples);
}

template <class Archive>
void describe(Archive& archive, Is<MethodDescription> auto& method) {
    archive("name", method.name);
    archive("objective", method.objective);
    archive("form", method.form);
    archive("compression", method.compression);
    archive("network", method.network);
    archive("layer_by_layer", method.layer_by_layer);
    archive("planned_passes", method.planned_passes);
    archive("expected_rows", method.expected_rows);
    archive("layers", method.layers);
    archive("estimators", method.estimators);
    archive("read_outs", method.read_outs);
    archive("histogram_edges", method.histogram_edges);
}

template <class Archive>
void describe(Archive& archive, Is<DataDescription> auto& data) {
    archive("name", data.name);
    archive("checksum", data.checksum);
    archive("classes", data.classes);
    archive("input_size", data.input_size);
    archive("label_entropy", data.label_entropy);
    archive("train_index", data.train_index);
    archive("test_index", data.test_index);
    archive.optional("validation_index", data.validation_index);
    archive("evaluation_index", data.evaluation_index);
}

template <class Archive>
void describe(Archive& archive, Is<EnvironmentDescription> auto& environment) {
    archive("program", environment.program);
    archive("revision", environment.revision);
    archive("libtorch", environment.libtorch);
    archive("hdf5", environment.hdf5);
    archive("device", environment.device);
    archive("system", environment.system);
    archive("threads", environment.threads);
    archive("deterministic", environment.deterministic);
}

template <class Archive>
void describe(Archive& archive, Is<ResumedFrom> auto& origin) {
    archive("file", origin.file);
    archive("run_id", origin.run_id);
    archive("method", origin.method);
    archive("layer", origin.layer);
    archive("step", origin.step);
}

template <class Archive>
void describe(Archive& archive, Is<RunDescription> auto& run) {
    archive("run_id", run.run_id);
    archive("title", run.title);
    archive("start_time", run.start_time);
    archive("config", run.config);
    archive("environment", run.environment);
    archive("data", run.data);
    archive("seeds", run.seeds);
    archive("methods", run.methods);
    archive.optional("resumed_from", run.resumed_from);
}

} // namespace infoplane
