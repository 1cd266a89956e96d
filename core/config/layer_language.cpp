// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/layer_language.h"

#include "core/config/layer_words.h"
#include "core/config/names.h"
#include "core/support/assert.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <iterator>

namespace infoplane {
namespace {

constexpr const char* kTooMany = "its layer has more than 16 operations; make several layers of it";

bool isTrained(const OperationSpec& operation) {
    return operation.kind == OperationKind::Dense || operation.kind == OperationKind::Conv ||
           operation.kind == OperationKind::Residual;
}

// Whether values stay within the range that an activation gave them.
bool keepsRange(const OperationSpec& operation) {
    return operation.kind == OperationKind::Pool || operation.kind == OperationKind::MeanPool ||
           operation.kind == OperationKind::Flatten || operation.kind == OperationKind::Dropout;
}

std::string number(double value) {
    std::array<char, 32> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
    return {text.data(), end};
}

std::string kernelText(const OperationSpec& o) {
    return std::to_string(o.outputs) + " " + std::to_string(o.kernel_height) + "x" +
           std::to_string(o.kernel_width);
}

std::string convText(const OperationSpec& o) {
    std::string text = "conv " + kernelText(o);
    if (o.stride != 1) text += " stride " + std::to_string(o.stride);
    if (o.pad_height == 0 && o.pad_width == 0) return text;
    if (o.pad_height == o.pad_width) return text + " pad " + std::to_string(o.pad_height);
    return text + " same";
}

std::string residualText(const OperationSpec& o) {
    std::string text = "residual " + kernelText(o);
    if (o.stride != 1) text += " stride " + std::to_string(o.stride);
    return text + (o.batch_norm ? " batch_norm " : " ") + nameOf(o.activation);
}

std::string operationText(const OperationSpec& o) {
    switch (o.kind) {
    case OperationKind::Dense:
        return "dense " + std::to_string(o.outputs);
    case OperationKind::Conv:
        return convText(o);
    case OperationKind::Residual:
        return residualText(o);
    case OperationKind::Pool:
        return "pool " + std::to_string(o.kernel_height);
    case OperationKind::MeanPool:
        return "mean_pool " + std::to_string(o.kernel_height);
    case OperationKind::BatchNorm:
        return "batch_norm";
    case OperationKind::Dropout:
        return "dropout " + number(o.rate);
    case OperationKind::Flatten:
        return "flatten";
    case OperationKind::Activation:
        break;
    }
    return nameOf(o.activation);
}

std::vector<LayerSpec> denseLayers(const NetworkConfig& network) {
    std::vector<LayerSpec> layers;
    for (const std::int64_t width : network.widths) {
        OperationSpec dense, activation;
        dense.outputs = width;
        activation.kind = OperationKind::Activation;
        activation.activation = network.activation;
        layers.push_back({dense, activation});
    }
    return layers;
}

Error inText(std::size_t number, const std::string& text, const std::string& problem) {
    return {ErrorCode::InvalidArgument,
            "network.layers, text " + std::to_string(number) + " (" + text + "): " + problem, ""};
}

} // namespace

Result<LayerSpec> parseLayer(std::string_view text) {
    if (text.size() > kMostLayerLetters)
        return Error{ErrorCode::InvalidArgument, "it is longer than 1000 letters; make several layers of it",
                     ""};
    LayerWords words(text);
    LayerSpec layer;
    while (!words.empty()) {
        auto operation = words.takeOperation();
        if (!operation) return operation.error();
        layer.push_back(*operation);
        if (layer.size() > kMostOperations) return Error{ErrorCode::InvalidArgument, kTooMany, ""};
    }
    if (layer.empty())
        return Error{ErrorCode::InvalidArgument,
                     "it is empty; write an operation such as dense 64 tanh or conv 32 3x3 relu", ""};
    return layer;
}

std::string writeLayer(const LayerSpec& layer) {
    std::string text;
    for (const OperationSpec& operation : layer)
        text += (text.empty() ? "" : " ") + operationText(operation);
    return text;
}

Result<std::vector<LayerSpec>> layersOf(const NetworkConfig& network) {
    if (network.layers.empty()) return denseLayers(network);
    std::vector<LayerSpec> layers;
    for (std::size_t i = 0; i < network.layers.size(); ++i) {
        const std::string& text = network.layers[i];
        auto layer = parseLayer(text);
        if (!layer) return inText(i + 1, text, layer.error().message);
        if (std::any_of(layer->begin(), layer->end(), isTrained))
            layers.push_back(std::move(*layer));
        else if (layers.empty())
            return inText(i + 1, text,
                          "it has nothing to train; write it into the text of the first layer, before its "
                          "dense, conv or residual");
        else
            std::copy(layer->begin(), layer->end(), std::back_inserter(layers.back()));
        if (layers.back().size() > kMostOperations) return inText(i + 1, text, kTooMany);
    }
    return layers;
}

Activation endOf(const LayerSpec& layer) {
    for (auto operation = layer.rbegin(); operation != layer.rend(); ++operation) {
        if (keepsRange(*operation)) continue;
        const bool activates =
            operation->kind == OperationKind::Activation || operation->kind == OperationKind::Residual;
        return activates ? operation->activation : Activation::Linear;
    }
    return Activation::Linear;
}

std::size_t layerCount(const NetworkConfig& network) {
    const auto layers = layersOf(network);
    INFOPLANE_ASSERT(layers.ok());
    return layers->size();
}

Activation commonEnd(const NetworkConfig& network) {
    const auto layers = layersOf(network);
    INFOPLANE_ASSERT(layers.ok() && !layers->empty());
    const Activation first = endOf(layers->front());
    const bool same = std::all_of(layers->begin(), layers->end(),
                                  [first](const LayerSpec& layer) { return endOf(layer) == first; });
    return same ? first : Activation::Linear;
}

} // namespace infoplane
