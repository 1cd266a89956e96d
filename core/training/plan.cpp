// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/plan.h"

#include "core/config/layer_plan.h"
#include "core/config/names.h"
#include "core/config/objective_kind.h"
#include "core/training/estimator_description.h"
#include "core/training/layer_estimators.h"
#include "core/training/read_outs.h"
#include "core/training/training_data.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace infoplane {
namespace {

// "64-32-16 tanh" of dense layers, "3x32x32 | conv 32 3x3 relu | dense 10 tanh" of others, cut where it is
// long.
std::string networkText(const NetworkConfig& network, const std::vector<LayerPlan>& plans) {
    constexpr std::size_t longest = 2000;
    const bool dense = network.layers.empty();
    std::string text = dense ? std::to_string(plans.front().input.size()) : plans.front().input.text();
    for (const LayerPlan& plan : plans) {
        text += dense ? "-" + plan.output.text() : " | " + writeLayer(plan.spec());
        if (text.size() > longest) return text + " | ...";
    }
    return dense ? text + " " + nameOf(network.activation) : text;
}

std::array<std::uint32_t, 3> extentsOf(const LayerShape& shape) {
    return {static_cast<std::uint32_t>(shape.channels), static_cast<std::uint32_t>(shape.height),
            static_cast<std::uint32_t>(shape.width)};
}

std::vector<WeightDescription> describeWeights(const LayerPlan& plan) {
    std::vector<WeightDescription> weights;
    for (const WeightSpec& weight : plan.weights())
        weights.push_back({weight.name, {weight.shape.begin(), weight.shape.end()}});
    return weights;
}

std::vector<LayerDescription> describeLayers(const Experiment& experiment, const MethodConfig& method,
                                             const std::vector<LayerPlan>& plans) {
    std::vector<LayerDescription> layers;
    for (std::size_t i = 0; i < plans.size(); ++i) {
        LayerDescription layer;
        layer.name = "layer" + std::to_string(i + 1);
        layer.activation = nameOf(endOf(plans[i].spec()));
        layer.input_width = static_cast<std::uint32_t>(plans[i].input.size());
        layer.width = static_cast<std::uint32_t>(plans[i].output.size());
        const bool is_last = i + 1 == plans.size();
        layer.beta = method.objective == Objective::Vib && !is_last ? 0.0 : betaOfLayer(method, i);
        layer.sigma = experiment.network.sigma;
        layer.sigma_relative = experiment.network.sigma_kind == SigmaKind::Relative;
        layer.operations = writeLayer(plans[i].spec());
        layer.input_shape = extentsOf(plans[i].input);
        layer.output_shape = extentsOf(plans[i].output);
        layer.weights = describeWeights(plans[i]);
        layers.push_back(std::move(layer));
    }
    return layers;
}

std::vector<EstimatorDescription> describeEstimatorsOf(const Experiment& experiment, const Dataset& dataset,
                                                       const DataDescription& data,
                                                       const std::vector<LayerPlan>& plans) {
    const LayerEstimators estimators = layerEstimators(layerEstimatorOptions(experiment, dataset.classes));
    std::vector<MeasuredLayer> layers;
    for (const LayerPlan& plan : plans)
        layers.push_back(
            {plan.output.size(), &estimators, experiment.network.sigma_kind == SigmaKind::Relative});
    return describeEstimators(layers, measuredSamples(dataset, data));
}

DataDescription describeData(const Experiment& experiment, const Dataset& dataset) {
    DataDescription data;
    data.name = dataset.name;
    data.checksum = dataset.checksum;
    data.classes = dataset.classes;
    data.input_size = dataset.input_size;
    data.label_entropy = labelEntropy(dataset, {});
    data.train_index = dataset.train_index;
    data.test_index = dataset.test_index;
    data.validation_index = dataset.validation_index;
    const std::uint64_t seed = experiment.data.split_seed;
    data.evaluation_index[0] = evaluationSample(
        dataset, dataset.train_index, static_cast<std::size_t>(experiment.measure.train_samples), seed);
    data.evaluation_index[1] = evaluationSample(
        dataset, dataset.test_index, static_cast<std::size_t>(experiment.measure.test_samples), seed);
    return data;
}

// Bounded activations have their own range; the others are shown between -4 and 4, the rest in the end bins.
std::vector<float> histogramEdges(Activation activation, std::int64_t bins) {
    const double low = activation == Activation::Sigmoid ? 0.0 : activation == Activation::Tanh ? -1.0 : -4.0;
    const double high = activation == Activation::Sigmoid || activation == Activation::Tanh ? 1.0 : 4.0;
    std::vector<float> edges;
    for (std::int64_t i = 0; i <= bins; ++i)
        edges.push_back(
            static_cast<float>(low + (high - low) * static_cast<double>(i) / static_cast<double>(bins)));
    return edges;
}

MethodDescription describeMethod(const Experiment& experiment, const MethodConfig& config,
                                 const Dataset& dataset, const DataDescription& data, const MethodPlan& plan,
                                 const std::vector<LayerPlan>& layers) {
    MethodDescription method;
    method.name = config.name;
    method.objective = nameOf(config.objective);
    method.form = hasCritics(config.objective) ? nameOf(config.form) : "";
    method.compression = hasLagrangian(config.objective) ? nameOf(config.compression) : "none";
    method.network = networkText(experiment.network, layers);
    method.layer_by_layer = trainsLayerByLayer(config.objective);
    method.planned_passes = plan.passes(plan.stepsInAll());
    method.expected_rows = static_cast<std::uint64_t>(plan.phases) * rowsOfPhase(experiment.measure, plan);
    method.layers = describeLayers(experiment, config, layers);
    method.estimators = describeEstimatorsOf(experiment, dataset, data, layers);
    method.read_outs = describeReadOuts(config.objective, data);
    method.histogram_edges = histogramEdges(commonEnd(experiment.network), experiment.measure.histogram_bins);
    return method;
}

} // namespace

Result<MethodPlan> planMethod(const Experiment& experiment, const MethodConfig& method,
                              std::size_t training_size) {
    const auto samples = static_cast<std::int64_t>(training_size);
    if (method.batch > samples)
        return Error{ErrorCode::InvalidArgument,
                     "a batch of " + std::to_string(method.batch) + " is larger than the training part of " +
                         std::to_string(samples) + " samples; choose a smaller batch",
                     "methods." + method.name + ".batch"};
    MethodPlan plan;
    plan.phases =
        trainsLayerByLayer(method.objective) ? static_cast<std::int64_t>(layerCount(experiment.network)) : 1;
    plan.epochs = method.epochs;
    plan.steps_per_epoch = samples / method.batch;
    return plan;
}

bool measurementDue(const MeasureConfig& measure, const MethodPlan& plan, std::int64_t step) {
    if (step == 0 || step == plan.stepsOfPhase()) return true;
    if (measure.cadence == Cadence::Steps) return step % measure.every == 0;
    if (measure.cadence == Cadence::Log) {
        const auto rung = [&](std::int64_t s) {
            return std::floor(double(measure.every) * std::log10(double(s)));
        };
        return step == 1 || rung(step) != rung(step - 1);
    }
    if (step % plan.steps_per_epoch != 0) return false;
    const std::int64_t epoch = step / plan.steps_per_epoch;
    if (epoch < 20) return true;
    if (epoch < 100) return epoch % 5 == 0;
    if (epoch < 2000) return epoch % 20 == 0;
    return epoch % 100 == 0;
}

bool checkpointDue(const CheckpointConfig& checkpoints, const MethodPlan& plan, std::int64_t step) {
    if (checkpoints.every == 0 || step == 0 || step == plan.stepsOfPhase()) return false;
    return step % plan.steps_per_epoch == 0 && step / plan.steps_per_epoch % checkpoints.every == 0;
}

std::uint64_t rowsOfPhase(const MeasureConfig& measure, const MethodPlan& plan) {
    std::uint64_t rows = 0;
    const bool by_epoch = measure.cadence == Cadence::Saxe;
    const std::int64_t stride = by_epoch ? plan.steps_per_epoch : 1;
    for (std::int64_t step = 0; step <= plan.stepsOfPhase(); step += stride)
        rows += measurementDue(measure, plan, step) ? 1 : 0;
    return rows;
}

MethodConfig asTrained(MethodConfig method) {
    if (method.objective == Objective::GreedyCrossEntropy) {
        method.relevance = Relevance::Variational;
        method.form = LagrangianForm::Clean;
    }
    if (!hasLagrangian(method.objective)) method.compression = Compression::None;
    return method;
}

double betaOfLayer(const MethodConfig& method, std::size_t layer) {
    if (!hasBeta(method.objective)) return 0.0;
    if (hasLagrangian(method.objective) && method.compression == Compression::None) return 0.0;
    if (method.bottleneck != 0 && static_cast<std::size_t>(method.bottleneck) != layer + 1) return 0.0;
    return method.beta.size() == 1 ? method.beta.front() : method.beta.at(layer);
}

Result<RunDescription> describeRun(const Experiment& experiment, const Dataset& dataset,
                                   const std::string& device) {
    const auto layers = planNetwork(experiment.network, inputShape(dataset));
    if (!layers) return layers.error();
    RunDescription run;
    run.title = experiment.title;
    run.data = describeData(experiment, dataset);
    run.environment.device = device;
    run.environment.threads = static_cast<std::uint32_t>(experiment.compute.threads);
    run.environment.deterministic = experiment.compute.deterministic;
    for (std::int64_t i = 0; i < experiment.seeds.count; ++i)
        run.seeds.push_back(experiment.seeds.first + static_cast<std::uint64_t>(i));
    for (const MethodConfig& method : experiment.methods) {
        const auto plan = planMethod(experiment, method, dataset.train_index.size());
        if (!plan) return plan.error();
        run.methods.push_back(
            describeMethod(experiment, asTrained(method), dataset, run.data, *plan, *layers));
    }
    return run;
}

} // namespace infoplane
