// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace infoplane {

inline constexpr std::size_t kMatStart = 4096; // bytes in which names and extents of an array must lie

// A number of 4 bytes of a MATLAB 5 file.
[[nodiscard]] std::uint32_t matWord(std::span<const std::byte> bytes, bool big_endian);

// Whether a matrix of a plain numeric class has as many numbers as its extents say; matio does not look and
// gives back what was in memory before. `start` is what follows the matrix's tag, or the first kMatStart
// bytes of it, and `bytes` how much there is in all. An Error (no context) where it has not; cells, structs,
// texts, sparse arrays and objects are left to their reader.
[[nodiscard]] Status checkMatMatrix(std::span<const std::byte> start, std::uint64_t bytes, bool big_endian);

} // namespace infoplane
