// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/network_layers.h"

#include "core/nn/network.h"

namespace infoplane {
namespace {

Block makeDenseBlock(const MethodContext& context, std::size_t layer, std::int64_t inputs,
                     std::int64_t outputs, Activation activation) {
    Dense dense = makeDense(context.seeds, Purpose::Initialisation, context.place(layer), inputs, outputs,
                            context.device);
    return denseBlock(std::move(dense.weight), std::move(dense.bias), activation);
}

} // namespace

std::vector<Block> makeLayers(const MethodContext& context) {
    const NetworkConfig& network = context.experiment.network;
    std::vector<Block> layers;
    std::int64_t width = context.data.train().inputs.size(2);
    for (std::size_t i = 0; i < network.widths.size(); ++i) {
        layers.push_back(makeDenseBlock(context, i, width, network.widths[i], network.activation));
        width = network.widths[i];
    }
    return layers;
}

Block makeHead(const MethodContext& context) {
    const std::vector<std::int64_t>& widths = context.experiment.network.widths;
    return makeDenseBlock(context, widths.size(), widths.back(), context.data.classes, Activation::Linear);
}

} // namespace infoplane
