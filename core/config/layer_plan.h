// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/api/result.h"
#include "core/config/layer_language.h"
#include "core/config/layer_shape.h"

#include <cstdint>
#include <string>
#include <vector>

// Layers fitted to their data: the shape after every operation, and the tensors that the network, its
// checkpoints and its memory consist of. Without LibTorch.
namespace infoplane {

enum class WeightRole { Weight, Bias, Scale, Shift, RunningMean, RunningVariance };

// A tensor of one seed.
struct WeightSpec {
    std::string name;                // below weights/LAYER/ in a run file
    std::vector<std::int64_t> shape; // [out, in], [out, in, height, width] or [channels]
    WeightRole role = WeightRole::Weight;

    [[nodiscard]] bool trained() const {
        return role != WeightRole::RunningMean && role != WeightRole::RunningVariance;
    }
    [[nodiscard]] std::int64_t size() const;
    bool operator==(const WeightSpec&) const = default;
};

struct OperationPlan {
    OperationSpec spec;
    LayerShape input, output;
    // In this order: of dense and conv weight, bias (none right before batch_norm, which takes away what it
    // adds: its gradient would be rounding noise); of batch_norm scale, shift, running mean, running
    // variance; of residual those of its first convolution, its normalisation (where it has one), its second
    // convolution, its normalisation, and the 1x1 convolution of x (where shapes differ).
    std::vector<WeightSpec> weights;
    bool bias = true; // of dense and conv
};

// Names within a layer: the first dense or conv has weight and bias, the second weight2 and bias2, and so on;
// batch normalisations have norm_weight, norm_bias, norm_mean, norm_variance, then norm2_weight, ...; the 1x1
// convolution of a residual shortcut_weight and shortcut_bias, then shortcut2_weight, ...
struct LayerPlan {
    std::vector<OperationPlan> operations; // at least one
    LayerShape input, output;

    [[nodiscard]] LayerSpec spec() const;
    [[nodiscard]] std::vector<WeightSpec> weights() const;
    [[nodiscard]] std::int64_t parameters() const; // that are trained, of one seed
    [[nodiscard]] double multiplyAdds() const;     // forward, for one sample
    // Values that the layer computes for one sample, all its operations together: what training keeps.
    [[nodiscard]] std::int64_t activations() const;
};

inline constexpr std::int64_t kMostValues = 1 << 20; // of one sample at any place of the network

// Fits one layer. Errors: a convolution or pool over vectors, a kernel larger than its padded maps, pooling
// that leaves nothing, more than kMostValues values.
[[nodiscard]] Result<LayerPlan> planLayer(const LayerSpec& layer, const LayerShape& input);

// Fits a network to inputs of this shape. An Error names the layer and its text.
[[nodiscard]] Result<std::vector<LayerPlan>> planNetwork(const NetworkConfig& network,
                                                         const LayerShape& input);

// The dense output layer after features of this size, linear, with a score for each class.
[[nodiscard]] LayerPlan planHead(const LayerShape& input, std::int64_t classes);

} // namespace infoplane
