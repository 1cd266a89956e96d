// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/hsic.h"

#include "core/support/assert.h"

namespace infoplane {
namespace {

constexpr double kEpsilon = 1e-5;
constexpr double kWidth = 5.0; // of the kernel, times the root of the dimension

// A = K (K + epsilon B I)^-1, [R, B, B].
at::Tensor smoothed(const at::Tensor& x) {
    const at::Tensor centred = x.to(at::kDouble) - x.detach().to(at::kDouble).mean(1, true);
    const at::Tensor squares = centred.square().sum(2);
    const at::Tensor products = centred.bmm(centred.transpose(1, 2));
    const at::Tensor distances = (squares.unsqueeze(2) + squares.unsqueeze(1) - 2 * products).clamp_min(0.0);
    const double scale = 2 * kWidth * kWidth * static_cast<double>(x.size(2));
    const at::Tensor kernel = (-distances / scale).exp();
    const at::Tensor by_row = kernel - kernel.mean(2, true);
    const at::Tensor k = by_row - by_row.mean(1, true);
    const double batch = static_cast<double>(x.size(1));
    const at::Tensor ridge = at::eye(x.size(1), k.options()) * (kEpsilon * batch);
    // K commutes with (K + ridge)^-1, so that the side on which it stands is free.
    return at::linalg_solve(k + ridge, k);
}

} // namespace

at::Tensor normalisedHsic(const at::Tensor& x, const at::Tensor& y) {
    INFOPLANE_ASSERT(x.dim() == 3 && y.dim() == 3 && x.size(0) == y.size(0) && x.size(1) == y.size(1));
    return (smoothed(x) * smoothed(y).transpose(1, 2)).sum({1, 2}).to(x.scalar_type());
}

} // namespace infoplane
