// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace infoplane {

// MATLAB knows no arrays of one axis: a row, 1 x n, is taken as n numbers, as a column is.
[[nodiscard]] inline std::vector<std::uint64_t> matlabExtents(std::vector<std::uint64_t> extents) {
    if (extents.size() == 2 && extents[0] == 1) return {extents[1]};
    return extents;
}

} // namespace infoplane
