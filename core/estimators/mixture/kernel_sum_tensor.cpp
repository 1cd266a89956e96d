// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/mixture/kernel_sum_tensor.h"

#include "core/support/assert.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace infoplane {
namespace {

void copyOut(const at::Tensor& from, double* to) {
    const at::Tensor host = from.to(at::kCPU).contiguous();
    std::copy_n(host.const_data_ptr<double>(), host.numel(), to);
}

// x_ik of the points [first, first + count) [count, N], the diagonal set to 0.
at::Tensor exponents(const at::Tensor& u, const at::Tensor& half, const at::Tensor& e, std::int64_t first) {
    const std::int64_t count = e.size(0);
    const at::Tensor own = u.narrow(0, first, count);
    const at::Tensor noisy = own + e;
    const at::Tensor self = (noisy * own).sum(1) - half.narrow(0, first, count);
    at::Tensor x = noisy.matmul(u.t()) - half - self.unsqueeze(1);
    x.narrow(1, first, count).fill_diagonal_(0.0);
    return x;
}

} // namespace

bool kernelSumsByTensor(const at::Tensor& t, const at::Tensor& labels, double sigma,
                        std::span<const float> noise, const Proceed& proceed, KernelSums& sums,
                        std::size_t rows) {
    const std::int64_t points = t.size(0), width = t.size(1);
    INFOPLANE_ASSERT(noise.size() == static_cast<std::size_t>(t.numel()) && rows > 0);
    const at::Tensor wide = t.detach().to(at::kDouble);
    const at::Tensor u = (wide - wide.mean(0)) / sigma;
    const at::Tensor half = u.square().sum(1) / 2;
    sums.all.resize(static_cast<std::size_t>(points));
    sums.own.resize(static_cast<std::size_t>(points));
    for (std::int64_t first = 0; first < points; first += static_cast<std::int64_t>(rows)) {
        if (proceed && !proceed()) return false;
        const std::int64_t count = std::min(points - first, static_cast<std::int64_t>(rows));
        // from_blob takes no const; the numbers are copied by the conversion.
        float* const start = const_cast<float*>(noise.data()) + first * width;
        const at::Tensor e = at::from_blob(start, {count, width}, at::kFloat).to(u.device(), at::kDouble);
        const at::Tensor kernels = exponents(u, half, e, first).exp_();
        const at::Tensor same = labels.narrow(0, first, count).unsqueeze(1) == labels;
        const at::Tensor own = kernels.mul(same).sum(1);
        // The others are summed apart, so that rounding cannot lift a part above the whole.
        copyOut(own + kernels.mul(same.logical_not()).sum(1), sums.all.data() + first);
        copyOut(own, sums.own.data() + first);
    }
    return true;
}

} // namespace infoplane
