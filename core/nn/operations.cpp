// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/operations.h"

#include "core/nn/map_operations.h"
#include "core/nn/network.h"
#include "core/support/assert.h"

#include <utility>

namespace infoplane {
namespace {

class DenseOperation : public Operation {
public:
    explicit DenseOperation(Dense dense) : dense_(std::move(dense)) {}
    [[nodiscard]] Layout layout() const override { return Layout::Vectors; }
    [[nodiscard]] at::Tensor forward(const at::Tensor& x) const override {
        return dense_.bias.defined() ? dense_.forward(x) : at::bmm(x, dense_.weight.transpose(1, 2));
    }

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

class DropoutOperation : public Operation {
public:
    DropoutOperation(double rate, OperationStream stream) : rate_(rate), stream_(std::move(stream)) {
        INFOPLANE_ASSERT(stream_.place.layer < 256 && stream_.number < 256);
        stream_.place.layer |= static_cast<std::uint32_t>(stream_.number) << 8;
    }
    [[nodiscard]] at::Tensor forward(const at::Tensor& x) const override { return x; }
    [[nodiscard]] at::Tensor forwardInTraining(const at::Tensor& x, std::uint64_t step) override {
        return rate_ > 0 ? x * mask(x, step) : x;
    }

private:
    // 1 / (1 - rate) where a value stays, else 0. Drawn sample by sample for each seed, so that a seed drops
    // the same values in a batch of seeds as alone.
    [[nodiscard]] at::Tensor mask(const at::Tensor& x, std::uint64_t step) const {
        const auto seeds = static_cast<std::int64_t>(stream_.seeds.size());
        const bool maps = x.dim() == 4;
        const std::int64_t samples = maps ? x.size(0) : x.size(1);
        at::Tensor drawn = uniformTensor(stream_.seeds, Purpose::Dropout, stream_.place, samples,
                                         x.numel() / (samples * seeds), 0.0, 1.0, x.device(), step);
        const at::Tensor stays = drawn.ge(rate_).to(x.scalar_type()).div_(1.0 - rate_);
        return maps ? stays.transpose(0, 1).reshape(x.sizes()) : stays;
    }

    double rate_;
    OperationStream stream_;
};

} // namespace

std::unique_ptr<Operation> makeOperation(const OperationPlan& plan, std::span<const at::Tensor> tensors,
                                         OperationStream stream) {
    INFOPLANE_ASSERT(tensors.size() == plan.weights.size());
    switch (plan.spec.kind) {
    case OperationKind::Dense:
        return std::make_unique<DenseOperation>(
            Dense{tensors[0], tensors.size() > 1 ? tensors[1] : at::Tensor()});
    case OperationKind::Activation:
        return std::make_unique<ActivationOperation>(plan.spec.activation);
    case OperationKind::Dropout:
        return std::make_unique<DropoutOperation>(plan.spec.rate, std::move(stream));
    case OperationKind::Flatten:
        return nullptr;
    case OperationKind::BatchNorm:
        return std::make_unique<BatchNormOperation>(plan.input.isMaps(), tensors);
    case OperationKind::Conv:
        return std::make_unique<ConvOperation>(plan.spec, plan.spec.stride, tensors);
    case OperationKind::Residual:
        return std::make_unique<ResidualOperation>(plan, tensors);
    case OperationKind::Pool:
    case OperationKind::MeanPool:
        break;
    }
    return std::make_unique<PoolOperation>(plan.spec.kernel_height, plan.spec.kind == OperationKind::Pool);
}

} // namespace infoplane
