// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/arrays/npy_header.h"

#include <cstddef>
#include <span>
#include <vector>

namespace infoplane {

// IEEE 754 binary16 as a double, exactly.
[[nodiscard]] double fromHalf(std::uint16_t bits);

// Appends the elements of a type that stand in `bytes`, which has a whole number of them. A bool is 0 or 1,
// and every byte but 0 is 1. Integers of 64 bits are rounded to doubles.
void appendNpyValues(const NpyType& type, std::span<const std::byte> bytes, std::vector<double>& values);

} // namespace infoplane
