// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/stored_layers.h"

#include "core/config/names.h"
#include "core/support/assert.h"
#include "core/training/forward.h"

#include <algorithm>

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
                     const std::vector<std::int64_t>& shape) {
    const auto all = checkpoints.values<float>(checkpoints.layout().index(column), checkpoints.rows() - 1);
    at::Tensor tensor = at::empty(shape, at::kFloat);
    const std::size_t size = all.size() / seeds;
    INFOPLANE_ASSERT(static_cast<std::size_t>(tensor.numel()) == size);
    std::copy_n(all.data() + seed * size, size, tensor.mutable_data_ptr<float>());
    return tensor;
}

Block storedLayer(const RunStore& run, std::size_t method, std::size_t layer, std::size_t seed,
                  Activation activation) {
    const Table& checkpoints = run.table(method, kCheckpointsTable);
    const LayerDescription& d = run.description().methods[method].layers[layer];
    const std::size_t seeds = run.description().seeds.size();
    const std::string path = "weights/" + d.name + "/";
    return denseBlock(weightsOf(checkpoints, path + "weight", seed, seeds, {1, d.width, d.input_width}),
                      weightsOf(checkpoints, path + "bias", seed, seeds, {1, d.width}), activation);
}

Result<at::Tensor> outputOf(const RunStore& run, std::size_t method, std::size_t layer, std::size_t seed,
                            at::Tensor features) {
    for (std::size_t i = 0; i <= layer; ++i) {
        const std::string& word = run.description().methods[method].layers[i].activation;
        const auto activation = fromName<Activation>(word);
        if (!activation) return wrong("the activation " + word + " is unknown to this version", "");
        features = forwardAll(storedLayer(run, method, i, seed, *activation), features);
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

} // namespace infoplane
