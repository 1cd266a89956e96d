// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/layer_noise.h"

namespace infoplane {

at::Tensor scaleOf(const at::Tensor& t) {
    constexpr double least = 1e-24; // of the variance: a layer that is constant stays finite
    return t.var(1, false).mean(1).clamp_min(least).sqrt().view({t.size(0), 1, 1});
}

at::Tensor inUnitOfSigma(SigmaKind kind, const at::Tensor& t, const at::Tensor& sample) {
    return kind == SigmaKind::Relative ? t / scaleOf(sample) : t;
}

} // namespace infoplane
