// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run_json.h"

#include "app/run_state.h"
#include "app/run_summary.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace infoplane::app {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json meanOf(const std::optional<MeanOverSeeds>& mean) {
    return mean ? number(mean->value) : Json(nullptr);
}

using Quantity = std::optional<MeanOverSeeds> LayerInformation::*;

// [layer] of one number of one quantity.
Json perLayer(const std::vector<LayerInformation>& layers, Quantity quantity, double MeanOverSeeds::*part) {
    Json list = Json::array();
    for (const LayerInformation& layer : layers) {
        const std::optional<MeanOverSeeds>& mean = layer.*quantity;
        list.push_back(mean ? number((*mean).*part) : Json(nullptr));
    }
    return list;
}

Json flagsPerLayer(const std::vector<LayerInformation>& layers) {
    Json list = Json::array();
    for (const LayerInformation& layer : layers)
        list.push_back(layer.xt || layer.ty
                           ? Json((layer.xt ? layer.xt->flags : 0u) | (layer.ty ? layer.ty->flags : 0u))
                           : Json(nullptr));
    return list;
}

Json rowsPerLayer(const std::vector<LayerInformation>& layers) {
    Json list = Json::array();
    for (const LayerInformation& layer : layers)
        list.push_back(layer.xt || layer.ty ? Json((layer.xt ? layer.xt : layer.ty)->row) : Json(nullptr));
    return list;
}

void putInformation(Json& object, const std::vector<LayerInformation>& layers, std::uint64_t samples) {
    object["n"] = samples;
    for (const auto& [name, quantity] :
         {std::pair{"I_XT", &LayerInformation::xt}, {"I_TY", &LayerInformation::ty}}) {
        const std::string base = name;
        object[base + "_nats"] = perLayer(layers, quantity, &MeanOverSeeds::value);
        object[base + "_error_nats"] = perLayer(layers, quantity, &MeanOverSeeds::error);
        object[base + "_spread_nats"] = perLayer(layers, quantity, &MeanOverSeeds::spread);
    }
    object["flags"] = flagsPerLayer(layers);
    object["row"] = rowsPerLayer(layers);
}

Json estimatorJson(const EstimatorDescription& estimator, const EstimatorSummary& summary) {
    Json object{{"title", estimator.title},
                {"estimand_XT", estimator.estimand_xt},
                {"estimand_TY", estimator.estimand_ty},
                {"direction", estimator.direction},
                {"split", kSplitNames[0]}};
    putInformation(object, summary.layers[0], estimator.samples[0]);
    Json other = Json::object();
    putInformation(other, summary.layers[1], estimator.samples[1]);
    object[kSplitNames[1]] = std::move(other);
    return object;
}

Json accuracyJson(const MethodDescription& method, const AccuracySummary& accuracy) {
    const ReadOutDescription& read_out = method.read_outs[accuracy.read_out];
    Json object{{"read_out", read_out.name},
                {"layer", accuracy.layer == 0 ? Json(nullptr) : Json(accuracy.layer)},
                {"train", meanOf(accuracy.value[0])},
                {"test", meanOf(accuracy.value[1])}};
    for (std::size_t split = 0; split < kSplits; ++split) {
        const std::string name = kSplitNames[split];
        const auto& mean = accuracy.value[split];
        object[name + "_spread"] = mean ? number(mean->spread) : Json(nullptr);
        object[name + "_n"] = read_out.samples[split];
        object[name + "_row"] = mean ? Json(mean->row) : Json(nullptr);
    }
    return object;
}

Json headlineJson(const MethodDescription& method, const MethodSummary& summary) {
    if (summary.headline) return accuracyJson(method, summary.accuracies[*summary.headline]);
    return {{"read_out", nullptr}, {"layer", nullptr}, {"train", nullptr}, {"test", nullptr}};
}

template <class T>
Json listOf(const MethodDescription& method, T LayerDescription::*member) {
    Json list = Json::array();
    for (const LayerDescription& layer : method.layers)
        list.push_back(layer.*member);
    return list;
}

Json methodJson(const MethodDescription& method, const MethodSummary& summary) {
    Json object{{"name", method.name},
                {"objective", method.objective},
                {"form", method.form},
                {"compression", method.compression},
                {"network", method.network},
                {"rows", summary.rows},
                {"layers", method.layers.size()},
                {"widths", listOf(method, &LayerDescription::width)},
                {"operations", listOf(method, &LayerDescription::operations)},
                {"sigma", listOf(method, &LayerDescription::sigma)},
                {"beta", listOf(method, &LayerDescription::beta)},
                {"passes", number(summary.passes)},
                {"planned_passes", number(method.planned_passes)},
                {"seconds", number(summary.seconds)}};
    Json scale = Json::array();
    for (const auto& mean : summary.scale)
        scale.push_back(meanOf(mean));
    object["scale"] = std::move(scale);
    object["accuracy"] = headlineJson(method, summary);
    object["accuracies"] = Json::array();
    for (const AccuracySummary& accuracy : summary.accuracies)
        object["accuracies"].push_back(accuracyJson(method, accuracy));
    object["information"] = Json::object();
    for (std::size_t e = 0; e < method.estimators.size(); ++e)
        object["information"][method.estimators[e].name] =
            estimatorJson(method.estimators[e], summary.estimators[e]);
    return object;
}

Json dataJson(const DataDescription& data) {
    return {{"name", data.name},
            {"checksum", data.checksum},
            {"classes", data.classes},
            {"input_size", data.input_size},
            {"label_entropy_nats", number(data.label_entropy)},
            {"train_n", data.train_index.size()},
            {"test_n", data.test_index.size()}};
}

Json environmentJson(const EnvironmentDescription& environment) {
    return {{"program", environment.program},   {"revision", environment.revision},
            {"libtorch", environment.libtorch}, {"hdf5", environment.hdf5},
            {"device", environment.device},     {"threads", environment.threads},
            {"system", environment.system},     {"deterministic", environment.deterministic}};
}

} // namespace

std::string_view runJsonHelp() {
    return R"(The JSON object: format_version "1.0", status (running, finished, stopped, failed), failure,
title, run_id, start_time, end_time, heartbeat (s since 1970), seeds (how many), seed_numbers, data, environment,
and methods, a list of objects:
  name, objective, form, compression, network, rows, layers (how many), widths, operations, sigma, beta, scale (SD(T)),
  passes over the training data, planned_passes, seconds;
  accuracy: read_out, layer (null: network output), train, test (fractions, means over the seeds) with
    *_spread over seeds, *_n and *_row; of the deepest layer that was measured, by network output, else linear
    probe, else critic on the noisy output; accuracies: the same for every read-out and layer;
  information: for each estimator I_XT_nats, I_TY_nats of each layer (means over the seeds, each layer's last
    measured value, training split), *_error_nats (Monte Carlo standard error of the mean), *_spread_nats over
    seeds, n, flags, row, estimands and direction; "test" has the same for the test split.
What was not measured, or is no number, is null.)";
}

std::string writeRunJson(const RunStore& run) {
    const RunDescription& description = run.description();
    const RunStatus status = run.status();
    Json object{{"format_version", std::to_string(kFormatMajor) + "." + std::to_string(kFormatMinor)},
                {"status", nameOf(status.state)},
                {"failure", status.failure.empty() ? Json(nullptr) : Json(status.failure)},
                {"title", description.title},
                {"run_id", description.run_id},
                {"start_time", description.start_time},
                {"end_time", status.end_time.empty() ? Json(nullptr) : Json(status.end_time)},
                {"heartbeat", number(status.heartbeat)},
                {"seeds", description.seeds.size()},
                {"seed_numbers", description.seeds},
                {"data", dataJson(description.data)},
                {"environment", environmentJson(description.environment)},
                {"methods", Json::array()}};
    for (std::size_t m = 0; m < description.methods.size(); ++m)
        object["methods"].push_back(methodJson(description.methods[m], summarise(run, m)));
    return object.dump(2, ' ', false, Json::error_handler_t::replace);
}

} // namespace infoplane::app
