// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/support/philox.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <cstdint>
#include <span>

// Counter-based random tensors with a leading seed dimension: slice r depends on seed r alone, so that a seed
// sees the same numbers in a batch of seeds as by itself, on every device.
namespace infoplane {

// Where numbers are used: packed into the place of a stream's key.
struct Place {
    std::uint32_t method = 0;
    std::uint32_t layer = 0;
    [[nodiscard]] std::uint32_t packed() const { return (method << 16) | layer; }
};

// N(0,1), float32, [R, rows, columns].
[[nodiscard]] at::Tensor normalTensor(std::span<const std::uint64_t> seeds, Purpose purpose, Place place,
                                      std::uint64_t step, std::int64_t rows, std::int64_t columns,
                                      const at::Device& device);
// U[low, high), float32, [R, rows, columns].
[[nodiscard]] at::Tensor uniformTensor(std::span<const std::uint64_t> seeds, Purpose purpose, Place place,
                                       std::int64_t rows, std::int64_t columns, double low, double high,
                                       const at::Device& device, std::uint64_t step = 0);
// Permutations of 0..count-1, int64, [R, count].
[[nodiscard]] at::Tensor permutationTensor(std::span<const std::uint64_t> seeds, Place place,
                                           std::uint64_t epoch, std::int64_t count, const at::Device& device);

} // namespace infoplane
