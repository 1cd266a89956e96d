// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/curve/encoder_row.h"

#include <algorithm>
#include <bit>
#include <cstdint>

// Written for the vectoriser: arrays of lanes, no branches, a polynomial in place of a library call that it
// cannot see through. Compiled without contraction, so that every processor rounds alike.
namespace infoplane::bottleneck {
namespace {

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) &&     \
    !defined(__SANITIZE_THREAD__)
#define INFOPLANE_VECTOR_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define INFOPLANE_VECTOR_CLONES
#endif

// exp(x) for x <= 0, relative error below 1e-14; 0 below -700.
inline double exponential(double x) {
    const double bounded = x > -700.0 ? x : -700.0;
    // Adding 1.5 * 2^52 leaves round(x / ln 2) in the last bits; 1023 more makes it a double's exponent.
    constexpr double kShift = 0x1.8p52 + 1023;
    const double shifted = bounded * 0x1.71547652b82fep0 + kShift;
    const double n = shifted - kShift;
    const double r = (bounded - n * 0x1.62e42fefa3800p-1) - n * 0x1.ef35793c76730p-45; // |r| <= ln 2 / 2
    double p = 1.0 / 39916800;
    p = p * r + 1.0 / 3628800;
    p = p * r + 1.0 / 362880;
    p = p * r + 1.0 / 40320;
    p = p * r + 1.0 / 5040;
    p = p * r + 1.0 / 720;
    p = p * r + 1.0 / 120;
    p = p * r + 1.0 / 24;
    p = p * r + 1.0 / 6;
    p = p * r + 0.5;
    p = p * r + 1.0;
    p = p * r + 1.0;
    const double value = p * std::bit_cast<double>(std::bit_cast<std::uint64_t>(shifted) << 52);
    return x > -700.0 ? value : 0.0;
}

} // namespace

INFOPLANE_VECTOR_CLONES
RowSum exponentiateRow(const Decoder& d, const double* scaled, double* row) {
    for (std::size_t t = 0; t < d.stride; ++t)
        row[t] = d.log_weight[t];
    for (std::size_t y = 0; y < d.y_count; ++y) {
        const double* const given = d.log_given + y * d.stride;
        const double factor = scaled[y];
        for (std::size_t t = 0; t < d.stride; ++t)
            row[t] += factor * given[t];
    }
    double lane[kLanes];
    std::copy(row, row + kLanes, lane);
    for (std::size_t t = kLanes; t < d.stride; t += kLanes)
        for (std::size_t j = 0; j < kLanes; ++j)
            lane[j] = lane[j] > row[t + j] ? lane[j] : row[t + j];
    const double largest = *std::max_element(lane, lane + kLanes);
    for (std::size_t t = 0; t < d.stride; ++t)
        row[t] = exponential(row[t] - largest);
    std::fill(lane, lane + kLanes, 0.0);
    for (std::size_t t = 0; t < d.stride; t += kLanes)
        for (std::size_t j = 0; j < kLanes; ++j)
            lane[j] += row[t + j];
    double sum = 0.0;
    for (const double of_lane : lane)
        sum += of_lane;
    return {largest, sum};
}

INFOPLANE_VECTOR_CLONES
void addOuterProduct(std::size_t y_count, std::size_t stride, const double* p, double factor,
                     const double* row, double* to) {
    for (std::size_t y = 0; y < y_count; ++y) {
        const double scale = factor * p[y];
        double* const of_y = to + y * stride;
        for (std::size_t t = 0; t < stride; ++t)
            of_y[t] += scale * row[t];
    }
}

} // namespace infoplane::bottleneck
