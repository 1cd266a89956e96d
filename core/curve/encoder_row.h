// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

// The innermost loops of the curve: one row x of the encoder against all clusters.
namespace infoplane::bottleneck {

// Clusters are stored in whole vectors of this many; what is over has the weight 0.
inline constexpr std::size_t kLanes = 8;

// The clusters as a row of the encoder meets them.
struct Decoder {
    std::size_t y_count = 0, stride = 0;
    const double* log_weight = nullptr; // [stride] ln q(t)
    const double* log_given = nullptr;  // [y_count, stride] ln q(y|t)
};

struct RowSum {
    double largest = 0.0; // max_t e_t
    double sum = 0.0;     // sum_t exp(e_t - largest)
};

// row_t <- exp(e_t - largest), e_t = ln q(t) + sum_y scaled_y ln q(y|t), with scaled_y = p(y|x) / beta. What
// is below exp(-700) becomes 0. Relative error 1e-14; the same on all processors.
RowSum exponentiateRow(const Decoder& decoder, const double* scaled, double* row);

// to_[y,t] += factor p_y row_t.
void addOuterProduct(std::size_t y_count, std::size_t stride, const double* p, double factor,
                     const double* row, double* to);

} // namespace infoplane::bottleneck
