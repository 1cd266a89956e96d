// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>

namespace infoplane {

// Rows in a chunk of a dataset that grows row by row: 16 to 256 by what is planned and by size (about 64 KiB
// a chunk), fewer where 16 rows would be more than 256 KiB. A chunk takes its whole space when its first row
// comes.
[[nodiscard]] constexpr std::uint64_t liveChunkRows(std::uint64_t row_bytes, std::uint64_t expected_rows) {
    const std::uint64_t planned = std::bit_ceil(std::clamp<std::uint64_t>(expected_rows, 16, 256));
    const std::uint64_t rows = std::clamp<std::uint64_t>((64 << 10) / row_bytes, 16, planned);
    return std::clamp<std::uint64_t>((256 << 10) / row_bytes, 1, rows);
}

// Rows in a chunk of a dataset of `rows` rows that is written once: about 256 KiB, one row at least.
[[nodiscard]] constexpr std::uint64_t finishedChunkRows(std::uint64_t row_bytes, std::uint64_t rows) {
    return std::clamp<std::uint64_t>((256 << 10) / row_bytes, 1, rows);
}

} // namespace infoplane
