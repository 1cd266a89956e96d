// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/nn/critic_input.h"
#include "core/nn/random_tensors.h"

#include <ATen/ATen.h>

#include <span>
#include <vector>

// Dense layers with a leading seed dimension R: R networks of one shape are one batched computation.
namespace infoplane {

[[nodiscard]] at::Tensor activate(const at::Tensor& x, Activation activation);

// y = x W^T + b for each seed: weight [R, out, in], bias [R, out], x [R, B, in] -> [R, B, out].
struct Dense {
    at::Tensor weight, bias;

    [[nodiscard]] at::Tensor forward(const at::Tensor& x) const;
    [[nodiscard]] std::vector<at::Tensor> parameters() const { return {weight, bias}; }
    // Whether gradients flow into weight and bias.
    void setTrained(bool trained);
};

// Glorot-uniform weights, bias 0 (Glorot & Bengio 2010, eq. 16), each seed from its own stream.
[[nodiscard]] Dense makeDense(std::span<const std::uint64_t> seeds, Purpose purpose, Place place,
                              std::int64_t inputs, std::int64_t outputs, const at::Device& device);

// A perceptron with LeakyReLU(0.2) hidden layers and a linear output: a critic. Before it comes its front,
// which reads maps.
struct Critic {
    CriticFront front;
    std::vector<Dense> layers;

    [[nodiscard]] at::Tensor forward(const at::Tensor& x) const;
    [[nodiscard]] std::vector<at::Tensor> parameters() const;
    void setTrained(bool trained);
};

[[nodiscard]] Critic makeCritic(std::span<const std::uint64_t> seeds, Purpose purpose, Place place,
                                std::int64_t inputs, const std::vector<std::int64_t>& widths,
                                std::int64_t outputs, const at::Device& device);
// The critic of such a source; as above with source.shape's size where nothing is to pool.
[[nodiscard]] Critic makeCritic(std::span<const std::uint64_t> seeds, Purpose purpose, Place place,
                                const CriticSource& source, const std::vector<std::int64_t>& widths,
                                std::int64_t outputs, const at::Device& device);

} // namespace infoplane
