// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/map_operations.h"

#include "core/nn/network.h"

namespace infoplane {
namespace {

constexpr double kNormEpsilon = 1e-5;
constexpr double kNormRate = 0.1;
constexpr std::size_t kNormTensors = 4;

// The tensors of the operation that comes next, which `rest` loses.
std::span<const at::Tensor> takeFirst(std::span<const at::Tensor>& rest, std::size_t count) {
    const auto first = rest.first(count);
    rest = rest.subspan(count);
    return first;
}

} // namespace

ConvOperation::ConvOperation(const OperationSpec& spec, std::int64_t stride,
                             std::span<const at::Tensor> tensors)
    : weight_(tensors[0]),
      bias_(tensors.size() > 1 ? tensors[1] : at::Tensor()),
      stride_(stride),
      pad_height_(spec.pad_height),
      pad_width_(spec.pad_width) {}

at::Tensor ConvOperation::forward(const at::Tensor& x) const {
    return at::conv2d(x, weight_.flatten(0, 1), bias_.defined() ? bias_.flatten() : bias_, {stride_, stride_},
                      {pad_height_, pad_width_}, {1, 1}, weight_.size(0));
}

BatchNormOperation::BatchNormOperation(bool maps, std::span<const at::Tensor> tensors)
    : maps_(maps), scale_(tensors[0]), shift_(tensors[1]), mean_(tensors[2]), variance_(tensors[3]) {}

at::Tensor BatchNormOperation::normalise(const at::Tensor& x, bool training) const {
    const auto apply = [&](const at::Tensor& channels) {
        return at::batch_norm(channels, scale_.flatten(), shift_.flatten(), mean_.view(-1),
                              variance_.view(-1), training, kNormRate, kNormEpsilon, true);
    };
    if (maps_) return apply(x);
    const at::Tensor rows = x.transpose(0, 1); // [B, R, channels]
    return apply(rows.flatten(1)).view(rows.sizes()).transpose(0, 1);
}

at::Tensor PoolOperation::forward(const at::Tensor& x) const {
    return greatest_ ? at::max_pool2d(x, {side_, side_}) : at::avg_pool2d(x, {side_, side_});
}

ResidualOperation::ResidualOperation(const OperationPlan& plan, std::span<const at::Tensor> tensors)
    : activation_(plan.spec.activation) {
    const std::size_t linear = plan.spec.batch_norm ? 1 : 2; // tensors of a convolution
    const auto norm = [&] {
        return std::make_unique<BatchNormOperation>(true, takeFirst(tensors, kNormTensors));
    };
    first_ = std::make_unique<ConvOperation>(plan.spec, plan.spec.stride, takeFirst(tensors, linear));
    if (plan.spec.batch_norm) first_norm_ = norm();
    second_ = std::make_unique<ConvOperation>(plan.spec, 1, takeFirst(tensors, linear));
    if (plan.spec.batch_norm) second_norm_ = norm();
    if (plan.input != plan.output)
        shortcut_ = std::make_unique<ConvOperation>(OperationSpec{}, plan.spec.stride, tensors);
}

template <class Apply>
at::Tensor ResidualOperation::run(const at::Tensor& x, const Apply& apply) const {
    at::Tensor h = apply(*first_, x);
    if (first_norm_) h = apply(*first_norm_, h);
    h = apply(*second_, activate(h, activation_));
    if (second_norm_) h = apply(*second_norm_, h);
    return activate(h + (shortcut_ ? apply(*shortcut_, x) : x), activation_);
}

at::Tensor ResidualOperation::forward(const at::Tensor& x) const {
    return run(x, [](const Operation& operation, const at::Tensor& h) { return operation.forward(h); });
}

at::Tensor ResidualOperation::forwardInTraining(const at::Tensor& x, std::uint64_t step) {
    return run(x, [step](Operation& operation, const at::Tensor& h) {
        return operation.forwardInTraining(h, step);
    });
}

} // namespace infoplane
