// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/stored_layers.h"

#include "core/config/layer_plan.h"
#include "core/nn/block_maker.h"
#include "core/support/assert.h"
#include "core/training/forward.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace infoplane {
namespace {

Error wrong(std::string message, const std::string& context) {
    return {ErrorCode::InvalidArgument, std::move(message), context};
}

at::Tensor inputsAt(const Dataset& dataset, std::span<const std::uint32_t> index) {
    const auto width = static_cast<std::int64_t>(dataset.input_size);
    at::Tensor inputs = at::empty({1, static_cast<std::int64_t>(index.size()), width}, at::kFloat);
    float* out = inputs.mutable_data_ptr<float>();
    for (const std::uint32_t i : index) {
        INFOPLANE_ASSERT(i < dataset.size());
        out =
            std::copy_n(dataset.inputs.data() + std::size_t{i} * dataset.input_size, dataset.input_size, out);
    }
    return inputs;
}

// One seed of a column [seed, ...] of the last checkpoint.
at::Tensor weightsOf(const Table& checkpoints, const std::string& column, std::size_t seed, std::size_t seeds,
                     std::vector<std::int64_t> shape) {
    const auto all = checkpoints.values<float>(checkpoints.layout().index(column), checkpoints.rows() - 1);
    shape.insert(shape.begin(), 1);
    at::Tensor tensor = at::empty(shape, at::kFloat);
    const std::size_t size = all.size() / seeds;
    INFOPLANE_ASSERT(static_cast<std::size_t>(tensor.numel()) == size);
    std::copy_n(all.data() + seed * size, size, tensor.mutable_data_ptr<float>());
    return tensor;
}

LayerShape shapeOf(const std::array<std::uint32_t, 3>& extents) {
    return {extents[0], extents[1], extents[2]};
}

// The layer as its description says, if that is what its tensors are of: the description may come from a
// file.
Result<LayerPlan> describedPlan(const LayerDescription& layer) {
    const bool dense = layer.operations.empty();
    const std::string text =
        dense ? "dense " + std::to_string(layer.width) + " " + layer.activation : layer.operations;
    const auto spec = parseLayer(text);
    if (!spec) return wrong("cannot be read by this version: " + spec.error().message, layer.name);
    const LayerShape input = dense ? LayerShape{layer.input_width} : shapeOf(layer.input_shape);
    if (input.size() != layer.input_width) return wrong("does not fit its own description", layer.name);
    auto plan = planLayer(*spec, input);
    if (!plan) return wrong("does not fit its own description: " + plan.error().message, layer.name);
    std::vector<WeightDescription> weights;
    for (const WeightSpec& weight : plan->weights())
        weights.push_back({weight.name, {weight.shape.begin(), weight.shape.end()}});
    if (weights != storedWeights(layer) || plan->output.size() != layer.width)
        return wrong("does not fit its own description", layer.name);
    return plan;
}

Block storedLayer(const RunStore& run, std::size_t method, const LayerDescription& layer,
                  const LayerPlan& plan, std::size_t seed) {
    const Table& checkpoints = run.table(method, kCheckpointsTable);
    const std::vector<std::uint64_t>& seeds = run.description().seeds;
    return makeBlock(plan, std::span(seeds).subspan(seed, 1), {}, [&](const WeightSpec& weight, std::size_t) {
        return weightsOf(checkpoints, "weights/" + layer.name + "/" + weight.name, seed, seeds.size(),
                         weight.shape);
    });
}

Result<at::Tensor> outputOf(const RunStore& run, std::size_t method, std::size_t layer, std::size_t seed,
                            at::Tensor features) {
    for (std::size_t i = 0; i <= layer; ++i) {
        const LayerDescription& described = run.description().methods[method].layers[i];
        const auto plan = describedPlan(described);
        if (!plan) return plan.error();
        if (plan->input.size() != features.size(2))
            return wrong("reads another number of values than the layer before it gives", described.name);
        features = forwardAll(storedLayer(run, method, described, *plan, seed), features);
    }
    return features;
}

} // namespace

Result<Variable> storedOutput(const RunStore& run, std::size_t method, std::size_t layer, std::size_t seed,
                              const Dataset& dataset, std::span<const std::uint32_t> index) {
    const RunDescription& description = run.description();
    if (run.table(method, kCheckpointsTable).rows() == 0)
        return wrong("the run has no stored weights of this method yet", description.methods[method].name);
    if (dataset.checksum != description.data.checksum)
        return wrong(
            "the data are not those of the run (another checksum); name the folder of the right ones",
            dataset.name);
    const auto output = outputOf(run, method, layer, seed, inputsAt(dataset, index));
    if (!output) return output.error();
    const at::Tensor host = output->to(at::kDouble).contiguous();
    const double* const first = host.const_data_ptr<double>();
    auto t = continuousVariable("T", std::vector<double>(first, first + host.numel()),
                                static_cast<std::size_t>(host.size(2)));
    if (t) t->input = "X";
    return t;
}

double storedSigma(const RunStore& run, std::size_t method, std::size_t layer, std::size_t seed) {
    const LayerDescription& described = run.description().methods[method].layers[layer];
    if (!described.sigma_relative) return described.sigma;
    const Table& rows = run.rows(method);
    const std::size_t column = rows.layout().index("layers/scale");
    const std::size_t position = layer * run.description().seeds.size() + seed;
    for (std::uint64_t row = rows.rows(); row-- > 0;) {
        const auto scale = static_cast<double>(rows.values<float>(column, row)[position]);
        if (std::isfinite(scale)) return described.sigma * scale;
    }
    return std::numeric_limits<double>::quiet_NaN();
}

} // namespace infoplane
