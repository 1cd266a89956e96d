// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/adam.h"

#include "core/support/assert.h"

namespace infoplane {

Adam::Adam(std::vector<at::Tensor> parameters) : parameters_(std::move(parameters)) {
    for (const at::Tensor& parameter : parameters_) {
        means_.push_back(at::zeros_like(parameter));
        squares_.push_back(at::zeros_like(parameter));
        steps_.push_back(at::zeros({}, parameter.options().requires_grad(false)));
    }
}

void Adam::step(double rate) {
    const at::NoGradGuard no_grad;
    std::vector<at::Tensor> gradients;
    for (const at::Tensor& parameter : parameters_) {
        INFOPLANE_ASSERT(parameter.grad().defined());
        gradients.push_back(parameter.grad());
    }
    at::_foreach_add_(steps_, 1);
    at::_fused_adam_(parameters_, gradients, means_, squares_, {}, steps_, rate, 0.9, 0.999, 0.0, 1e-8, false,
                     false);
    for (at::Tensor& parameter : parameters_)
        parameter.mutable_grad() = at::Tensor();
}

void Adam::visit(StateArchive& archive) {
    archive.tensors("parameters", parameters_);
    archive.tensors("means", means_);
    archive.tensors("squares", squares_);
    archive.tensors("steps", steps_);
}

} // namespace infoplane
