// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/gaussian/dot_products.h"

#include <algorithm>
#include <cstring>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) &&     \
    !defined(__SANITIZE_THREAD__)
#define INFOPLANE_VECTOR_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define INFOPLANE_VECTOR_CLONES
#endif

namespace infoplane {
namespace {

constexpr std::size_t kLanes = 8;
constexpr std::size_t kTile = 4; // rows of a and of b that are multiplied from registers
typedef double Lanes __attribute__((vector_size(kLanes * sizeof(double))));

// sums[i][j] = a_i . b_j for four rows each.
INFOPLANE_VECTOR_CLONES
void dotTile(const double* const* a, const double* const* b, std::size_t length, double* sums) {
    Lanes acc[kTile][kTile]{};
    std::size_t c = 0;
    for (; c + kLanes <= length; c += kLanes) {
        Lanes of_b[kTile];
        for (std::size_t j = 0; j < kTile; ++j)
            std::memcpy(&of_b[j], b[j] + c, sizeof of_b[j]);
        for (std::size_t i = 0; i < kTile; ++i) {
            Lanes of_a;
            std::memcpy(&of_a, a[i] + c, sizeof of_a);
            for (std::size_t j = 0; j < kTile; ++j)
                acc[i][j] += of_a * of_b[j];
        }
    }
    for (std::size_t i = 0; i < kTile; ++i)
        for (std::size_t j = 0; j < kTile; ++j) {
            double sum = 0.0;
            for (std::size_t lane = 0; lane < kLanes; ++lane)
                sum += acc[i][j][lane];
            for (std::size_t rest = c; rest < length; ++rest)
                sum += a[i][rest] * b[j][rest];
            sums[i * kTile + j] = sum;
        }
}

// Four rows from `first` on; beyond the last one it stands again.
void rowsFrom(const RowBlock& block, std::size_t first, const double** rows) {
    for (std::size_t r = 0; r < kTile; ++r)
        rows[r] = block.data + std::min(first + r, block.rows - 1) * block.stride;
}

} // namespace

void addDotProducts(const RowBlock& a, const RowBlock& b, std::size_t length, double* out,
                    std::size_t out_stride) {
    const double* rows_a[kTile];
    const double* rows_b[kTile];
    double sums[kTile * kTile];
    for (std::size_t i = 0; i < a.rows; i += kTile) {
        rowsFrom(a, i, rows_a);
        for (std::size_t j = 0; j < b.rows; j += kTile) {
            rowsFrom(b, j, rows_b);
            dotTile(rows_a, rows_b, length, sums);
            for (std::size_t r = 0; r < std::min(kTile, a.rows - i); ++r)
                for (std::size_t s = 0; s < std::min(kTile, b.rows - j); ++s)
                    out[(i + r) * out_stride + j + s] += sums[r * kTile + s];
        }
    }
}

} // namespace infoplane
