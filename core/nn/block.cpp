// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/block.h"

#include "core/support/assert.h"

#include <algorithm>

namespace infoplane {
namespace {

constexpr std::int64_t kMapsDimensions = 4;

// [R, B, channels * height * width] -> [B, R * channels, height, width]; a view where R is 1.
at::Tensor asMaps(const at::Tensor& x, const LayerShape& shape) {
    return x.transpose(0, 1).reshape({x.size(1), x.size(0) * shape.channels, shape.height, shape.width});
}

// [B, R * channels, height, width] -> [R, B, channels * height * width], a view.
at::Tensor asVectors(const at::Tensor& x, std::int64_t seeds) {
    return x.reshape({x.size(0), seeds, -1}).transpose(0, 1);
}

} // namespace

Block::Block(LayerShape input, LayerShape output, std::vector<Step> steps, std::vector<StoredTensor> tensors,
             std::int64_t seeds)
    : input_(input), output_(output), steps_(std::move(steps)), tensors_(std::move(tensors)), seeds_(seeds) {}

template <class Apply>
at::Tensor Block::run(const at::Tensor& x, const Apply& apply) const {
    INFOPLANE_ASSERT(x.dim() == 3 && x.size(2) == input_.size());
    at::Tensor h = x.expand({seeds_, -1, -1});
    for (const Step& step : steps_) {
        const Layout wanted = step.operation->layout();
        const bool maps = h.dim() == kMapsDimensions;
        if (wanted == Layout::Maps && !maps) h = asMaps(h, step.input);
        if (wanted == Layout::Vectors && maps) h = asVectors(h, seeds_);
        h = apply(*step.operation, h);
    }
    return h.dim() == kMapsDimensions ? asVectors(h, seeds_).contiguous() : h;
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

void Block::visit(StateArchive& archive) {
    for (const StoredTensor& stored : tensors_)
        archive.tensor(stored.name, stored.tensor);
}

std::int64_t Block::largestWidth() const {
    std::int64_t largest = output_.size();
    for (const Step& step : steps_)
        largest = std::max(largest, step.input.size());
    return largest;
}

bool Block::readsMaps() const {
    return std::any_of(steps_.begin(), steps_.end(),
                       [](const Step& step) { return step.operation->layout() == Layout::Maps; });
}

} // namespace infoplane
