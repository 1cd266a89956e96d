// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/config/layer_shape.h"
#include "core/nn/random_tensors.h"

#include <ATen/ATen.h>

#include <span>
#include <vector>

namespace infoplane {

// What a critic is given for a sample: `copies` outputs of a layer of this shape, one after the other (t and
// t^: 2), then `others` numbers of another kind (a one-hot label).
struct CriticSource {
    LayerShape shape;
    CriticInput kind = CriticInput::Flat;
    std::int64_t copies = 1;
    std::int64_t others = 0;
};

// The first stage of a critic, all seeds at once: [R, B, copies * shape.size() + others] -> [R, B, width()].
//   flat            x itself, as for every shape that is no maps
//   pooled          each map to the means of at most 4 x 4 fields (adaptive average pooling)
//   convolutional   32 maps by a 3x3 convolution over the maps of all copies, LeakyReLU(0.2), then pooled
class CriticFront {
public:
    CriticFront() = default; // flat
    CriticFront(const CriticSource& source, std::span<const std::uint64_t> seeds, Purpose purpose,
                Place place, const at::Device& device);

    [[nodiscard]] at::Tensor forward(const at::Tensor& x) const;
    [[nodiscard]] std::vector<at::Tensor> parameters() const;
    void setTrained(bool trained);

    // Values for a sample that it gives for such a source.
    [[nodiscard]] static std::int64_t widthOf(const CriticSource& source);

private:
    [[nodiscard]] at::Tensor readMaps(const at::Tensor& x) const;

    CriticSource source_;
    at::Tensor weight_, bias_; // [R, 32, channels, 3, 3], [R, 32]; of convolutional
};

} // namespace infoplane
