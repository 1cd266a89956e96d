// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/run_schema.h"

#include "core/store/imported.h"

#include <algorithm>
#include <array>

namespace infoplane {
namespace {

using Axes = std::vector<std::string>;
using Extents = std::vector<std::uint64_t>;

class LayoutBuilder {
public:
    explicit LayoutBuilder(std::string path) { layout_.path = std::move(path); }

    void scalar(std::string path, ElementType type, std::string unit, std::string meaning) {
        add(std::move(path), type, {}, {}, std::move(unit), std::move(meaning));
    }
    void add(std::string path, ElementType type, Axes axes, Extents extents, std::string unit,
             std::string meaning) {
        layout_.columns.push_back({std::move(path), type, std::move(axes), std::move(extents),
                                   std::move(unit), std::move(meaning)});
    }
    TableLayout finish(std::uint64_t expected_rows) {
        layout_.expected_rows = expected_rows;
        return std::move(layout_);
    }

private:
    TableLayout layout_;
};

void addEstimator(LayoutBuilder& builder, const EstimatorDescription& estimator, const Extents& extents) {
    const Axes axes{"split", "layer", "seed"};
    const std::string path = "information/" + estimator.name + "/";
    builder.add(path + "I_XT", ElementType::Float64, axes, extents, "nats", estimator.estimand_xt);
    builder.add(path + "I_TY", ElementType::Float64, axes, extents, "nats", estimator.estimand_ty);
    if (estimator.has_error) {
        builder.add(path + "I_XT_error", ElementType::Float32, axes, extents, "nats",
                    "Monte Carlo standard error");
        builder.add(path + "I_TY_error", ElementType::Float32, axes, extents, "nats",
                    "Monte Carlo standard error");
    }
    for (const char* flags : {"I_XT_flags", "I_TY_flags"})
        builder.add(path + flags, ElementType::UInt32, axes, extents, "", "bits named in the schema");
}

void addReadOut(LayoutBuilder& builder, const ReadOutDescription& read_out, std::uint64_t layers,
                std::uint64_t seeds) {
    const Axes axes = read_out.per_layer ? Axes{"split", "layer", "seed"} : Axes{"split", "seed"};
    const Extents extents = read_out.per_layer ? Extents{kSplits, layers, seeds} : Extents{kSplits, seeds};
    const std::string path = "accuracy/" + read_out.name + "/";
    builder.add(path + "value", ElementType::Float32, axes, extents, "1", read_out.meaning);
    builder.add(path + "flags", ElementType::UInt32, axes, extents, "", "bits named in the schema");
}

void addObjective(LayoutBuilder& builder, const MethodDescription& method, std::uint64_t seeds) {
    // The Hilbert-Schmidt criterion is no information.
    const std::string unit = method.objective == "hsic_bottleneck" ? "1" : "nats";
    builder.add("loss", ElementType::Float64, {"seed"}, {seeds}, unit,
                "mean over the steps since the last row");
    for (const char* term : {"lagrangian", "relevance", "compression"})
        builder.add(
            std::string("objective/") + term, ElementType::Float64, {"seed"}, {seeds}, unit,
            "mean over the steps since the last row, of the layer in training; summed over layers that "
            "are trained together");
    builder.add("objective/relevance_held_out", ElementType::Float64, {"seed"}, {seeds}, "nats",
                "the critic's bound on the test evaluation sample");
    builder.add("objective/flags", ElementType::UInt32, {"seed"}, {seeds}, "", "bits named in the schema");
}

std::vector<WeightDescription> linearWeights(std::uint32_t out, std::uint32_t in) {
    return {{"weight", {out, in}}, {"bias", {out}}};
}

void addWeight(LayoutBuilder& builder, const std::string& layer, const WeightDescription& weight,
               std::uint64_t seeds) {
    static constexpr std::array axis_names{"out", "in", "height", "width"};
    Axes axes{"seed"};
    Extents extents{seeds};
    for (std::size_t i = 0; i < weight.shape.size(); ++i) {
        axes.emplace_back(axis_names[i]);
        extents.push_back(weight.shape[i]);
    }
    builder.add("weights/" + layer + "/" + weight.name, ElementType::Float32, axes, extents, "1",
                weight.name.starts_with("norm") ? "as torch.nn.BatchNorm2d keeps it"
                : weight.shape.size() == 4      ? "as torch.nn.Conv2d keeps it"
                                                : "as torch.nn.Linear keeps it");
}

bool hasOutputLayer(const MethodDescription& method) {
    return std::ranges::any_of(method.read_outs,
                               [](const ReadOutDescription& r) { return r.name == "network_output"; });
}

} // namespace

std::vector<WeightDescription> storedWeights(const LayerDescription& layer) {
    return layer.weights.empty() ? linearWeights(layer.width, layer.input_width) : layer.weights;
}

std::span<const FlagName> flagNames() {
    static constexpr std::array<FlagName, 8> kNames{{{kNotMeasured, "not_measured"},
                                                     {kAtCap, "at_cap"},
                                                     {kNotConverged, "not_converged"},
                                                     {kStillRising, "still_rising"},
                                                     {kHeldOutGap, "held_out_gap"},
                                                     {kHighVariance, "high_variance"},
                                                     {kNanMet, "nan_met"},
                                                     {kOutOfRange, "out_of_range"}}};
    return kNames;
}

TableLayout rowsLayout(const MethodDescription& method, std::size_t seeds) {
    const std::uint64_t layers = method.layers.size();
    const Extents per_layer{layers, seeds};
    LayoutBuilder builder("");
    builder.scalar("step", ElementType::UInt64, "", "optimiser steps of the method so far");
    builder.scalar("pass", ElementType::Float64, "1", "passes over the training data since the method began");
    builder.scalar("elapsed", ElementType::Float64, "s", "time the method has trained and measured");
    builder.scalar("layer_in_training", ElementType::Int32, "", "1 to L; 0: the whole network");
    builder.add("layers/scale", ElementType::Float32, {"layer", "seed"}, per_layer, "unit of T", "SD(T)");
    for (const EstimatorDescription& estimator : method.estimators)
        addEstimator(builder, estimator, {kSplits, layers, seeds});
    for (const ReadOutDescription& read_out : method.read_outs)
        addReadOut(builder, read_out, layers, seeds);
    addObjective(builder, method, seeds);
    builder.add("gradients/mean", ElementType::Float32, {"layer", "seed"}, per_layer, "1",
                "norm of the mean gradient");
    builder.add("gradients/deviation", ElementType::Float32, {"layer", "seed"}, per_layer, "1",
                "norm of the gradient's standard deviation over steps");
    const std::uint64_t bins = method.histogram_edges.empty() ? 0 : method.histogram_edges.size() - 1;
    if (bins > 0)
        builder.add("activations/counts", ElementType::UInt32, {"layer", "seed", "bin"},
                    {layers, seeds, bins}, "", "activations of the training evaluation sample in each bin");
    return builder.finish(method.expected_rows);
}

TableLayout eventsLayout() {
    LayoutBuilder builder("events");
    builder.scalar("row", ElementType::UInt64, "", "rows there were when it happened");
    builder.scalar("severity", ElementType::UInt32, "", "0 note, 1 warning, 2 error");
    builder.scalar("layer", ElementType::Int32, "", "1 to L; 0: none");
    builder.add("kind", ElementType::Text, {"character"}, {kEventKindBytes}, "",
                "frozen, checkpoint, warning, paused");
    builder.add("text", ElementType::Text, {"character"}, {kEventTextBytes}, "", "one sentence");
    return builder.finish(64);
}

TableLayout checkpointsLayout(const MethodDescription& method, std::size_t seeds, std::uint32_t classes) {
    LayoutBuilder builder("checkpoints");
    builder.scalar("row", ElementType::UInt64, "", "rows there were when it was written");
    builder.scalar("pass", ElementType::Float64, "1", "passes over the training data");
    if (isImported(method)) return builder.finish(0);
    for (const LayerDescription& layer : method.layers)
        for (const WeightDescription& weight : storedWeights(layer))
            addWeight(builder, layer.name, weight, seeds);
    if (hasOutputLayer(method))
        for (const WeightDescription& weight : linearWeights(classes, method.layers.back().width))
            addWeight(builder, "head", weight, seeds);
    return builder.finish(method.layer_by_layer ? method.layers.size() : 1);
}

} // namespace infoplane
