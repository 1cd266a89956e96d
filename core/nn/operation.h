// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/ATen.h>

#include <cstdint>

namespace infoplane {

// What an operation reads and gives: vectors [R, B, d], maps [B, R * channels, height, width] (the layout in
// which R networks are one grouped convolution), or either as it comes.
enum class Layout { Vectors, Maps, Either };

// One step of a block, for all seeds at once. Parameters are leaf tensors that the block holds too.
class Operation {
public:
    Operation() = default;
    virtual ~Operation() = default;
    Operation(const Operation&) = delete;
    Operation& operator=(const Operation&) = delete;

    [[nodiscard]] virtual Layout layout() const { return Layout::Either; }
    // As the network is measured: a pure function of x and the stored tensors.
    [[nodiscard]] virtual at::Tensor forward(const at::Tensor& x) const = 0;
    // As it is trained, in optimiser step `step` of the phase: may use the batch's statistics (and keep
    // running ones) and drop units.
    [[nodiscard]] virtual at::Tensor forwardInTraining(const at::Tensor& x, std::uint64_t step) {
        static_cast<void>(step);
        return forward(x);
    }
};

} // namespace infoplane
