// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/config/layer_shape.h"
#include "core/nn/operation.h"

#include <ATen/ATen.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace infoplane {

// A tensor of a block with a leading seed dimension, [R, ...]: a parameter, or a statistic that training
// keeps beside them (the running mean and variance of a batch normalisation).
struct StoredTensor {
    std::string name; // of its checkpoint column weights/LAYER/name: weight, bias, ...
    at::Tensor tensor;
    bool parameter = true;
};

// One layer of the information-bottleneck scheme, for R seeds at once: operations that are trained together
// and whose last output is the layer's T. Maps go in and out flattened, channel-major.
class Block {
public:
    Block(LayerShape input, LayerShape output, std::vector<std::unique_ptr<Operation>> operations,
          std::vector<StoredTensor> tensors, std::int64_t seeds);

    // T as it is measured: x [R, B, in] (or [1, B, in], shared by the seeds) -> [R, B, out].
    [[nodiscard]] at::Tensor forward(const at::Tensor& x) const;
    // T as it is trained, in optimiser step `step` of the phase, x [R, B, in]: batch normalisation takes the
    // batch's statistics and updates the running ones, dropout drops.
    [[nodiscard]] at::Tensor forwardInTraining(const at::Tensor& x, std::uint64_t step);

    // What an optimiser trains, and all that a checkpoint holds, both in the order of the operations. The
    // tensors are the block's own.
    [[nodiscard]] std::vector<at::Tensor> parameters() const;
    [[nodiscard]] const std::vector<StoredTensor>& tensors() const { return tensors_; }
    // Whether gradients flow into the parameters. A block that is not trained changes by nothing but
    // forwardInTraining of a batch normalisation.
    void setTrained(bool trained);

    [[nodiscard]] const LayerShape& input() const { return input_; }
    [[nodiscard]] const LayerShape& output() const { return output_; }
    [[nodiscard]] std::int64_t width() const { return output_.size(); } // values of T for a sample
    [[nodiscard]] std::int64_t seeds() const { return seeds_; }

private:
    template <class Apply>
    [[nodiscard]] at::Tensor run(const at::Tensor& x, const Apply& apply) const;

    LayerShape input_, output_;
    std::vector<std::unique_ptr<Operation>> operations_;
    std::vector<StoredTensor> tensors_;
    std::int64_t seeds_;
};

// y = activation(x W^T + b) for each seed, W [R, out, in] and b [R, out]: stored as weight and bias.
[[nodiscard]] Block denseBlock(at::Tensor weight, at::Tensor bias, Activation activation);

} // namespace infoplane
