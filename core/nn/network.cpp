// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/network.h"

#include <cmath>

namespace infoplane {
namespace {

constexpr double kCriticSlope = 0.2;
constexpr double kLeakyReluSlope = 0.1;

} // namespace

at::Tensor activate(const at::Tensor& x, Activation activation) {
    switch (activation) {
    case Activation::Tanh:
        return at::tanh(x);
    case Activation::Relu:
        return at::relu(x);
    case Activation::LeakyRelu:
        return at::leaky_relu(x, kLeakyReluSlope);
    case Activation::Sigmoid:
        return at::sigmoid(x);
    case Activation::Gelu:
        return at::gelu(x);
    case Activation::Linear:
        break;
    }
    return x;
}

at::Tensor Dense::forward(const at::Tensor& x) const {
    return at::baddbmm(bias.unsqueeze(1), x, weight.transpose(1, 2));
}

void Dense::setTrained(bool trained) {
    weight.set_requires_grad(trained);
    bias.set_requires_grad(trained);
}

Dense makeDense(std::span<const std::uint64_t> seeds, Purpose purpose, Place place, std::int64_t inputs,
                std::int64_t outputs, const at::Device& device) {
    const double limit = std::sqrt(6.0 / static_cast<double>(inputs + outputs));
    Dense dense;
    dense.weight = uniformTensor(seeds, purpose, place, outputs, inputs, -limit, limit, device);
    dense.bias = at::zeros({static_cast<std::int64_t>(seeds.size()), outputs}, dense.weight.options());
    return dense;
}

at::Tensor Critic::forward(const at::Tensor& x) const {
    at::Tensor h = front.forward(x);
    for (std::size_t i = 0; i + 1 < layers.size(); ++i)
        h = at::leaky_relu(layers[i].forward(h), kCriticSlope);
    return layers.back().forward(h);
}

std::vector<at::Tensor> Critic::parameters() const {
    std::vector<at::Tensor> all = front.parameters();
    for (const Dense& layer : layers) {
        all.push_back(layer.weight);
        all.push_back(layer.bias);
    }
    return all;
}

void Critic::setTrained(bool trained) {
    front.setTrained(trained);
    for (Dense& layer : layers)
        layer.setTrained(trained);
}

Critic makeCritic(std::span<const std::uint64_t> seeds, Purpose purpose, Place place, std::int64_t inputs,
                  const std::vector<std::int64_t>& widths, std::int64_t outputs, const at::Device& device) {
    Critic critic;
    std::int64_t width = inputs;
    // Each critic layer draws from its own place: 256 network layers leave eight bits for it.
    const auto placeOf = [&](std::size_t i) {
        return Place{place.method, (place.layer << 8) | static_cast<std::uint32_t>(i)};
    };
    for (std::size_t i = 0; i < widths.size(); ++i) {
        critic.layers.push_back(makeDense(seeds, purpose, placeOf(i), width, widths[i], device));
        width = widths[i];
    }
    critic.layers.push_back(makeDense(seeds, purpose, placeOf(widths.size()), width, outputs, device));
    return critic;
}

Critic makeCritic(std::span<const std::uint64_t> seeds, Purpose purpose, Place place,
                  const CriticSource& source, const std::vector<std::int64_t>& widths, std::int64_t outputs,
                  const at::Device& device) {
    Critic critic = makeCritic(seeds, purpose, place, CriticFront::widthOf(source), widths, outputs, device);
    // The dense layers' places count from 0: the last of the eight bits' numbers is the front's.
    const Place at_front{place.method, (place.layer << 8) | 255};
    critic.front = CriticFront(source, seeds, purpose, at_front, device);
    return critic;
}

} // namespace infoplane
