// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/support/philox.h"

#include <ATen/ATen.h>

#include <functional>
#include <vector>

// Tensors with fixed contents for the tests of the estimators.
namespace infoplane::testing {

// N(0, 1) numbers, the same on every machine.
inline at::Tensor normal(at::IntArrayRef shape, std::uint64_t seed, at::ScalarType type = at::kDouble) {
    at::Tensor x = at::empty(shape, at::kFloat);
    fillNormal({seed, Purpose::Initialisation, 0}, 0, x.data_ptr<float>(),
               static_cast<std::uint64_t>(x.numel()));
    return x.to(type);
}

// Labels 0..classes-1 in turn, int64 [count].
inline at::Tensor labelsInTurn(std::int64_t count, std::int64_t classes) {
    return at::arange(count, at::kLong).remainder(classes);
}

// The gradient of the sum of f at x by central differences, for x in double.
inline at::Tensor differences(const std::function<at::Tensor(const at::Tensor&)>& f, const at::Tensor& x,
                              double step = 1e-5) {
    at::Tensor gradient = at::zeros_like(x);
    at::Tensor moved = x.clone();
    double* const value = moved.data_ptr<double>();
    for (std::int64_t i = 0; i < x.numel(); ++i) {
        const double start = value[i];
        value[i] = start + step;
        const double above = f(moved).sum().item<double>();
        value[i] = start - step;
        const double below = f(moved).sum().item<double>();
        value[i] = start;
        gradient.data_ptr<double>()[i] = (above - below) / (2 * step);
    }
    return gradient;
}

// The gradient of the sum of f at x by automatic differentiation.
inline at::Tensor automatic(const std::function<at::Tensor(const at::Tensor&)>& f, const at::Tensor& x) {
    at::Tensor leaf = x.clone().requires_grad_(true);
    f(leaf).sum().backward();
    return leaf.grad();
}

inline double largest(const at::Tensor& x) {
    return x.abs().max().item<double>();
}

} // namespace infoplane::testing
