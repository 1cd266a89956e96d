// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/layer_plan.h"
#include "core/nn/operation.h"

#include <ATen/ATen.h>

#include <memory>
#include <span>

// Operations over maps [B, R * channels, height, width], for R seeds at once. Private to operations.cpp.
namespace infoplane {

// Weight [R, out, in, height, width] and, where there is one, bias [R, out]: one convolution of R groups.
class ConvOperation : public Operation {
public:
    // Kernel and padding by `spec`.
    ConvOperation(const OperationSpec& spec, std::int64_t stride, std::span<const at::Tensor> tensors);
    [[nodiscard]] Layout layout() const override { return Layout::Maps; }
    [[nodiscard]] at::Tensor forward(const at::Tensor& x) const override;

private:
    at::Tensor weight_, bias_;
    std::int64_t stride_, pad_height_, pad_width_;
};

// Scale, shift, running mean and variance [R, channels]: each channel of each seed by itself, also of vectors
// [R, B, channels].
class BatchNormOperation : public Operation {
public:
    BatchNormOperation(bool maps, std::span<const at::Tensor> tensors);
    [[nodiscard]] Layout layout() const override { return maps_ ? Layout::Maps : Layout::Vectors; }
    [[nodiscard]] at::Tensor forward(const at::Tensor& x) const override { return normalise(x, false); }
    [[nodiscard]] at::Tensor forwardInTraining(const at::Tensor& x, std::uint64_t) override {
        return normalise(x, true);
    }

private:
    [[nodiscard]] at::Tensor normalise(const at::Tensor& x, bool training) const;

    bool maps_;
    at::Tensor scale_, shift_, mean_, variance_;
};

class PoolOperation : public Operation {
public:
    PoolOperation(std::int64_t side, bool greatest) : side_(side), greatest_(greatest) {}
    [[nodiscard]] Layout layout() const override { return Layout::Maps; }
    [[nodiscard]] at::Tensor forward(const at::Tensor& x) const override;

private:
    std::int64_t side_;
    bool greatest_;
};

// activation(h + x) with h as core/config/layer_language.h says.
class ResidualOperation : public Operation {
public:
    ResidualOperation(const OperationPlan& plan, std::span<const at::Tensor> tensors);
    [[nodiscard]] Layout layout() const override { return Layout::Maps; }
    [[nodiscard]] at::Tensor forward(const at::Tensor& x) const override;
    [[nodiscard]] at::Tensor forwardInTraining(const at::Tensor& x, std::uint64_t step) override;

private:
    template <class Apply>
    [[nodiscard]] at::Tensor run(const at::Tensor& x, const Apply& apply) const;

    Activation activation_;
    std::unique_ptr<Operation> first_, first_norm_, second_, second_norm_,
        shortcut_; // null where there is none
};

} // namespace infoplane
