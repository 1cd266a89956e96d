// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/api/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// The language of network.layers: one text a layer, words between single spaces, operations in the order in
// which they act.
//
//   dense N                      N units, 1 to 8192; reads maps flattened, channel-major
//   conv N KxK                   N channels, kernel height x width, 1 to 31; then, each at most once, in this
//                                order: stride S (1 to 16), and pad P (0 to K - 1, on every side) or same
//                                (pad K / 2, for odd K)
//   residual N KxK [stride S] [batch_norm] ACTIVATION
//                                ACTIVATION(h + x): h two convolutions, both `same` and the first with the
//                                stride, an ACTIVATION between them, batch_norm after each (He et al. 2016,
//                                fig. 2); x goes through a 1x1 convolution where shapes differ
//   pool K, mean_pool K          greatest, mean of every K x K, 2 to 64, at stride K; what is left over at
//                                the right and below is dropped
//   batch_norm                   of each unit or channel (Ioffe & Szegedy 2015); a dense or conv right before
//                                it has no bias
//   dropout P                    of each value, in training, 0 to 0.95; the others divided by 1 - P
//   flatten                      maps become a vector
//   tanh, relu, leaky_relu (slope 0.1), sigmoid, gelu, linear
//
// A text without dense, conv or residual has nothing to train: it goes on with the layer of the text before.
namespace infoplane {

enum class OperationKind { Dense, Conv, Residual, Pool, MeanPool, BatchNorm, Dropout, Flatten, Activation };

struct OperationSpec {
    OperationKind kind = OperationKind::Dense;
    std::int64_t outputs = 0;                         // units of dense; channels of conv and residual
    std::int64_t kernel_height = 0, kernel_width = 0; // of conv, residual and the pools
    std::int64_t stride = 1;                          // of conv and residual
    std::int64_t pad_height = 0, pad_width = 0;
    bool batch_norm = false;                    // of residual
    Activation activation = Activation::Linear; // of activation and residual
    double rate = 0.0;                          // of dropout

    bool operator==(const OperationSpec&) const = default;
};

using LayerSpec = std::vector<OperationSpec>;

inline constexpr std::size_t kMostOperations = 16;     // of one layer
inline constexpr std::size_t kMostLayerLetters = 1000; // of one text

// Reads one text. The Error says which word is wrong and what may stand there.
[[nodiscard]] Result<LayerSpec> parseLayer(std::string_view text);

// The text of a layer; parseLayer gives the same layer back.
[[nodiscard]] std::string writeLayer(const LayerSpec& layer);

// The layers of network.layers or, where that is empty, of network.widths: dense layers with
// network.activation. Errors: a text that cannot be read, one without anything to train at the beginning.
[[nodiscard]] Result<std::vector<LayerSpec>> layersOf(const NetworkConfig& network);

// Requires: checkExperiment has accepted the network.
[[nodiscard]] std::size_t layerCount(const NetworkConfig& network);

// What is known of the range of a layer's T: the activation it ends with, but for pooling, flattening and
// dropout; linear where it ends otherwise, and of a network (as above) where its layers differ.
[[nodiscard]] Activation endOf(const LayerSpec& layer);
[[nodiscard]] Activation commonEnd(const NetworkConfig& network);

} // namespace infoplane
