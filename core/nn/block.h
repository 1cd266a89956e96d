// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/layer_shape.h"
#include "core/nn/operation.h"
#include "core/nn/state_archive.h"

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
// and whose last output is the layer's T. Maps go in and out flattened, channel-major. core/nn/block_maker.h
// makes it.
class Block {
public:
    struct Step {
        std::unique_ptr<Operation> operation;
        LayerShape input;
    };

    Block(LayerShape input, LayerShape output, std::vector<Step> steps, std::vector<StoredTensor> tensors,
          std::int64_t seeds);

    // T as it is measured: x [R, B, in] (or [1, B, in], shared by the seeds) -> [R, B, out]. Batch
    // normalisation takes its running statistics, dropout does nothing.
    [[nodiscard]] at::Tensor forward(const at::Tensor& x) const;
    // T as it is trained, in optimiser step `step` of the phase, x [R, B, in]: batch normalisation takes the
    // batch's statistics and updates the running ones, dropout drops. So an objective that is a mean over
    // the batch (the Lagrangian's terms) is of the network with this batch's statistics, and what is measured
    // is of the one with running statistics.
    [[nodiscard]] at::Tensor forwardInTraining(const at::Tensor& x, std::uint64_t step);

    // What an optimiser trains, and all that a checkpoint holds, both in the order of the operations. The
    // tensors are the block's own.
    [[nodiscard]] std::vector<at::Tensor> parameters() const;
    [[nodiscard]] const std::vector<StoredTensor>& tensors() const { return tensors_; }
    // All of them by their names.
    void visit(StateArchive& archive);
    // Whether gradients flow into the parameters. A block that is not trained changes by nothing but
    // forwardInTraining of a batch normalisation.
    void setTrained(bool trained);

    [[nodiscard]] const LayerShape& input() const { return input_; }
    [[nodiscard]] const LayerShape& output() const { return output_; }
    [[nodiscard]] std::int64_t width() const { return output_.size(); } // values of T for a sample
    [[nodiscard]] std::int64_t seeds() const { return seeds_; }
    // Of its inputs and what its operations give, the most values for a sample.
    [[nodiscard]] std::int64_t largestWidth() const;
    [[nodiscard]] bool readsMaps() const; // whether any operation works on maps

private:
    template <class Apply>
    [[nodiscard]] at::Tensor run(const at::Tensor& x, const Apply& apply) const;

    LayerShape input_, output_;
    std::vector<Step> steps_;
    std::vector<StoredTensor> tensors_;
    std::int64_t seeds_;
};

} // namespace infoplane
