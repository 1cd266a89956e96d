// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/handed_on.h"

#include "core/training/layer_noise.h"

namespace infoplane {
namespace {

at::Tensor withNoise(const MethodContext& context, std::size_t layer, const at::Tensor& t,
                     std::uint64_t step) {
    const NetworkConfig& network = context.experiment.network;
    const at::Tensor noise = normalTensor(context.seeds, Purpose::InnerNoise, context.place(layer), step,
                                          t.size(1), t.size(2), context.device)
                                 .mul_(network.sigma);
    return network.sigma_kind == SigmaKind::Relative ? t + scaleOf(t) * noise : t + noise;
}

at::Tensor withDropout(const MethodContext& context, std::size_t layer, const at::Tensor& t,
                       std::uint64_t step) {
    const double rate = context.config.dropout;
    const at::Tensor drawn = uniformTensor(context.seeds, Purpose::HandedOnDropout, context.place(layer),
                                           t.size(1), t.size(2), 0.0, 1.0, context.device, step);
    return t * drawn.ge(rate).to(t.scalar_type()).mul_(1.0 / (1.0 - rate));
}

} // namespace

at::Tensor handedOn(const MethodContext& context, std::size_t layer, const at::Tensor& t,
                    std::uint64_t step) {
    const at::Tensor noisy = context.config.noise_inside ? withNoise(context, layer, t, step) : t;
    return context.config.dropout > 0.0 ? withDropout(context, layer, noisy, step) : noisy;
}

} // namespace infoplane
