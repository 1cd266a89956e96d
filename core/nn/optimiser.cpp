// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/optimiser.h"

#include "core/support/assert.h"

#include <ATen/core/grad_mode.h>

namespace infoplane {
namespace {

constexpr double kMeanDecay = 0.9, kSquareDecay = 0.999, kEpsilon = 1e-8;

std::vector<at::Tensor> gradientsOf(const std::vector<at::Tensor>& parameters) {
    std::vector<at::Tensor> gradients;
    for (const at::Tensor& parameter : parameters) {
        INFOPLANE_ASSERT(parameter.grad().defined());
        gradients.push_back(parameter.grad());
    }
    return gradients;
}

// A number a seed, shaped so that it multiplies a tensor [R, ...].
at::Tensor forSeeds(const at::Tensor& factor, const at::Tensor& like) {
    std::vector<std::int64_t> shape(static_cast<std::size_t>(like.dim()), 1);
    shape.front() = -1;
    return factor.view(shape);
}

} // namespace

void clipGradients(std::vector<at::Tensor>& gradients, double most) {
    const at::NoGradGuard no_grad;
    at::Tensor squares;
    for (const at::Tensor& gradient : gradients) {
        const at::Tensor own = gradient.flatten(1).square().sum(1);
        squares = squares.defined() ? squares + own : own;
    }
    // No norm is divided by: a gradient of 0 stays 0.
    const at::Tensor factor = most / squares.sqrt().clamp_min(most);
    for (at::Tensor& gradient : gradients)
        gradient.mul_(forSeeds(factor, gradient));
}

Optimiser::Optimiser(std::vector<at::Tensor> parameters, const OptimiserOptions& options)
    : options_(options), parameters_(std::move(parameters)) {
    for (const at::Tensor& parameter : parameters_) {
        const at::TensorOptions plain = parameter.options().requires_grad(false);
        if (options_.kind == OptimiserKind::Sgd) {
            if (options_.momentum > 0) momenta_.push_back(at::zeros(parameter.sizes(), plain));
        } else {
            means_.push_back(at::zeros(parameter.sizes(), plain));
            squares_.push_back(at::zeros(parameter.sizes(), plain));
            steps_.push_back(at::zeros({}, plain));
        }
    }
}

void Optimiser::step(double rate) {
    const at::NoGradGuard no_grad;
    std::vector<at::Tensor> gradients = gradientsOf(parameters_);
    if (options_.gradient_clip > 0) clipGradients(gradients, options_.gradient_clip);
    const double decay = options_.weight_decay;
    if (options_.kind == OptimiserKind::Sgd) {
        at::_fused_sgd_(parameters_, gradients, momenta_, decay, options_.momentum, rate, /*dampening=*/0.0,
                        /*nesterov=*/false, /*maximize=*/false, first_);
        first_ = false;
    } else {
        at::_foreach_add_(steps_, 1);
        if (options_.kind == OptimiserKind::Adam)
            at::_fused_adam_(parameters_, gradients, means_, squares_, {}, steps_, rate, kMeanDecay,
                             kSquareDecay, decay, kEpsilon, false, false);
        else
            at::_fused_adamw_(parameters_, gradients, means_, squares_, {}, steps_, rate, kMeanDecay,
                              kSquareDecay, decay, kEpsilon, false, false);
    }
    for (at::Tensor& parameter : parameters_)
        parameter.mutable_grad() = at::Tensor();
}

void Optimiser::visit(StateArchive& archive) {
    archive.tensors("means", means_);
    archive.tensors("squares", squares_);
    archive.tensors("steps", steps_);
    archive.tensors("momenta", momenta_);
    archive.flag("first", first_);
}

} // namespace infoplane
