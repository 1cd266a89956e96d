// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/block.h"

#include "core/nn/network.h"
#include "core/support/assert.h"

namespace infoplane {
namespace {

class DenseOperation : public Operation {
public:
    explicit DenseOperation(Dense dense) : dense_(std::move(dense)) {}
    [[nodiscard]] Layout layout() const override { return Layout::Vectors; }
    [[nodiscard]] at::Tensor forward(const at::Tensor& x) const override { return dense_.forward(x); }

private:
    Dense dense_;
};

class ActivationOperation : public Operation {
public:
    explicit ActivationOperation(Activation activation) : activation_(activation) {}
    [[nodiscard]] at::Tensor forward(const at::Tensor& x) const override { return activate(x, activation_); }

private:
    Activation activation_;
};

} // namespace

Block::Block(LayerShape input, LayerShape output, std::vector<std::unique_ptr<Operation>> operations,
             std::vector<StoredTensor> tensors, std::int64_t seeds)
    : input_(input),
      output_(output),
      operations_(std::move(operations)),
      tensors_(std::move(tensors)),
      seeds_(seeds) {}

template <class Apply>
at::Tensor Block::run(const at::Tensor& x, const Apply& apply) const {
    INFOPLANE_ASSERT(x.dim() == 3 && x.size(2) == input_.size());
    at::Tensor h = x.expand({seeds_, -1, -1});
    for (const auto& operation : operations_)
        h = apply(*operation, h);
    return h;
}

at::Tensor Block::forward(const at::Tensor& x) const {
    return run(x, [](const Operation& operation, const at::Tensor& h) { return operation.forward(h); });
}

at::Tensor Block::forwardInTraining(const at::Tensor& x, std::uint64_t step) {
    return run(x, [step](Operation& operation, const at::Tensor& h) {
        return operation.forwardInTraining(h, step);
    });
}

std::vector<at::Tensor> Block::parameters() const {
    std::vector<at::Tensor> all;
    for (const StoredTensor& stored : tensors_)
        if (stored.parameter) all.push_back(stored.tensor);
    return all;
}

void Block::setTrained(bool trained) {
    for (StoredTensor& stored : tensors_)
        if (stored.parameter) stored.tensor.set_requires_grad(trained);
}

Block denseBlock(at::Tensor weight, at::Tensor bias, Activation activation) {
    const LayerShape input{weight.size(2)}, output{weight.size(1)};
    const std::int64_t seeds = weight.size(0);
    std::vector<std::unique_ptr<Operation>> operations;
    operations.push_back(std::make_unique<DenseOperation>(Dense{weight, bias}));
    operations.push_back(std::make_unique<ActivationOperation>(activation));
    return {input, output, std::move(operations), {{"weight", weight}, {"bias", bias}}, seeds};
}

} // namespace infoplane
