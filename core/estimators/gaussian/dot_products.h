// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace infoplane {

// Rows of numbers that lie `stride` apart.
struct RowBlock {
    const double* data = nullptr;
    std::size_t rows = 0, stride = 0;
};

// out[i * out_stride + j] += sum_{c < length} a_i,c b_j,c for all rows i of a and j of b. The order of adding
// is fixed; instruction sets differ in the last bits.
void addDotProducts(const RowBlock& a, const RowBlock& b, std::size_t length, double* out,
                    std::size_t out_stride);

} // namespace infoplane
