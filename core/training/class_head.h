// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/block.h"
#include "core/training/method_context.h"
#include "core/training/row_writer.h"

#include <ATen/ATen.h>

#include <vector>

namespace infoplane {

// The linear output layer of a network that is trained as a whole: a score for each class.
class ClassHead {
public:
    explicit ClassHead(const MethodContext& context);

    [[nodiscard]] std::vector<at::Tensor> parameters() const { return block_.parameters(); }
    [[nodiscard]] const Block& block() const { return block_; }
    void visit(StateArchive& archive) {
        archive.within("head", [&] { block_.visit(archive); });
    }
    [[nodiscard]] std::size_t layersBelow() const { return layers_below_; }

    // -1/B sum ln softmax(scores)_label, [R]: t [R, B, d], labels [R, B].
    [[nodiscard]] at::Tensor crossEntropy(const at::Tensor& t, const at::Tensor& labels) const;
    // Sets the read-out network_output from the last hidden layer.
    void measure(const LayerOutputs& outputs, RowWriter& rows) const;

private:
    const TrainingData& data_;
    std::size_t layers_below_;
    Block block_;
};

} // namespace infoplane
