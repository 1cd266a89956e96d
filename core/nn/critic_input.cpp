// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/critic_input.h"

#include <algorithm>
#include <cmath>

namespace infoplane {
namespace {

constexpr std::int64_t kFields = 4; // of a pooled map, along each side
constexpr std::int64_t kMaps = 32;  // of a convolutional front
constexpr std::int64_t kKernel = 3;
constexpr double kSlope = 0.2;

bool isFlat(const CriticSource& source) {
    return source.kind == CriticInput::Flat || !source.shape.isMaps();
}

std::int64_t mapsOf(const CriticSource& source) {
    return source.kind == CriticInput::Convolutional ? kMaps : source.copies * source.shape.channels;
}

} // namespace

std::int64_t CriticFront::widthOf(const CriticSource& source) {
    const LayerShape& shape = source.shape;
    if (isFlat(source)) return source.copies * shape.size() + source.others;
    return mapsOf(source) * std::min(kFields, shape.height) * std::min(kFields, shape.width) + source.others;
}

CriticFront::CriticFront(const CriticSource& source, std::span<const std::uint64_t> seeds, Purpose purpose,
                         Place place, const at::Device& device)
    : source_(source) {
    if (isFlat(source) || source.kind != CriticInput::Convolutional) return;
    const std::int64_t channels = source.copies * source.shape.channels, kernel = kKernel * kKernel;
    const auto count = static_cast<std::int64_t>(seeds.size());
    const double limit = std::sqrt(6.0 / static_cast<double>((channels + kMaps) * kernel)); // Glorot-uniform
    weight_ = uniformTensor(seeds, purpose, place, kMaps, channels * kernel, -limit, limit, device)
                  .view({count, kMaps, channels, kKernel, kKernel});
    bias_ = at::zeros({count, kMaps}, weight_.options());
}

at::Tensor CriticFront::forward(const at::Tensor& x) const {
    if (isFlat(source_)) return x;
    const std::int64_t values = source_.copies * source_.shape.size();
    if (source_.others == 0) return readMaps(x);
    return at::cat({readMaps(x.narrow(2, 0, values)), x.narrow(2, values, source_.others)}, 2);
}

at::Tensor CriticFront::readMaps(const at::Tensor& x) const {
    const LayerShape& shape = source_.shape;
    const std::int64_t seeds = x.size(0), samples = x.size(1), channels = source_.copies * shape.channels;
    const std::vector<std::int64_t> fields{std::min(kFields, shape.height), std::min(kFields, shape.width)};
    if (!weight_.defined()) {
        const at::Tensor maps = x.reshape({seeds * samples, channels, shape.height, shape.width});
        return at::adaptive_avg_pool2d(maps, fields).view({seeds, samples, -1});
    }
    const at::Tensor maps = x.transpose(0, 1).reshape({samples, seeds * channels, shape.height, shape.width});
    const at::Tensor made = at::conv2d(maps, weight_.flatten(0, 1), bias_.flatten(), {1, 1},
                                       {kKernel / 2, kKernel / 2}, {1, 1}, seeds);
    return at::adaptive_avg_pool2d(at::leaky_relu(made, kSlope), fields)
        .view({samples, seeds, -1})
        .transpose(0, 1);
}

std::vector<at::Tensor> CriticFront::parameters() const {
    if (!weight_.defined()) return {};
    return {weight_, bias_};
}

void CriticFront::setTrained(bool trained) {
    for (const at::Tensor& parameter : parameters())
        parameter.set_requires_grad(trained);
}

} // namespace infoplane
