// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/support/philox.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace infoplane {

// How many of `count` each class gets when class c holds sizes[c] of N = sum sizes: count * sizes[c] / N,
// rounded down, and the rest one each to the largest remainders (ties: the lower class). Sums to count, at
// most sizes[c] each. Requires count <= N. Exact integer arithmetic.
[[nodiscard]] std::vector<std::size_t> largestRemainder(const std::vector<std::size_t>& sizes,
                                                        std::size_t count);

// A random sample of `count` of `index` (positions into `labels`, all below `classes`), stratified by label
// with largestRemainder, ascending. Class c is drawn by the random permutation of the stream (seed, purpose,
// place c), so that the same arguments give the same sample everywhere. Requires count <= index.size().
[[nodiscard]] std::vector<std::uint32_t> stratifiedSample(std::span<const std::uint32_t> labels,
                                                          std::uint32_t classes,
                                                          std::span<const std::uint32_t> index,
                                                          std::size_t count, std::uint64_t seed,
                                                          Purpose purpose);

} // namespace infoplane
