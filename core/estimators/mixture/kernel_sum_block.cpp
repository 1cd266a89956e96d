// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/mixture/kernel_sum_block.h"

#include <cstring>

namespace infoplane::kernel_sum {
namespace {

// Inlined into each function below, so that each is compiled for its own instruction set.
#define INFOPLANE_INLINE [[gnu::always_inline]] inline

template <std::size_t Bytes>
struct Simd {
    typedef double Real __attribute__((vector_size(Bytes)));
    typedef std::int64_t Word __attribute__((vector_size(Bytes)));
    static constexpr std::size_t kLanes = Bytes / sizeof(double);
};

template <class V, class T>
INFOPLANE_INLINE void load(V& vector, const T* from) {
    std::memcpy(&vector, from, sizeof vector);
}

template <class V, class T>
INFOPLANE_INLINE void addTo(T* to, const V& vector) {
    V sum;
    load(sum, to);
    sum += vector;
    std::memcpy(to, &sum, sizeof sum);
}

// x <- exp(x), relative error below 1e-14; exp(0) = 1 exactly. Outside [-700, 700] the nearest end.
template <class S>
INFOPLANE_INLINE void exponential(typename S::Real& x) {
    using Real = typename S::Real;
    using Word = typename S::Word;
    const Real low = Real{} - 700.0, high = Real{} + 700.0;
    x = x > low ? x : low;
    x = x < high ? x : high;
    // Adding 1.5 * 2^52 leaves round(x / ln 2) in the last bits; 1023 more makes it a double's exponent.
    constexpr double kShift = 0x1.8p52 + 1023;
    const Real shifted = x * 0x1.71547652b82fep0 + kShift;
    const Real n = shifted - kShift;
    const Real r = (x - n * 0x1.62e42fefa3800p-1) - n * 0x1.ef35793c76730p-45; // x - n ln 2, |r| <= ln 2 / 2
    Real p = Real{} + 1.0 / 39916800;
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
    x = p * __builtin_bit_cast(Real, __builtin_bit_cast(Word, shifted) << 52);
}

// Rows points against Vectors vectors of centres, in registers.
template <class S, std::size_t Rows, std::size_t Vectors>
struct Tile {
    using Real = typename S::Real;
    using Word = typename S::Word;
    static constexpr std::size_t kWidth = Vectors * S::kLanes; // centres
    Real x[Rows][Vectors];

    // x_rk = a_r.u_k - |u_k|^2 / 2 - self_r.
    INFOPLANE_INLINE void exponents(const Block& b, std::size_t row, std::size_t panel, std::size_t centre) {
        for (std::size_t r = 0; r < Rows; ++r)
            for (std::size_t v = 0; v < Vectors; ++v)
                x[r][v] = Real{};
        const double* noisy = b.noisy + row;
        const double* coordinates = b.coordinates + panel * b.width * kPanel + centre;
        for (std::size_t unit = 0; unit < b.width; ++unit, noisy += kRows, coordinates += kPanel) {
            Real u[Vectors];
            for (std::size_t v = 0; v < Vectors; ++v)
                load(u[v], coordinates + v * S::kLanes);
            for (std::size_t r = 0; r < Rows; ++r)
                for (std::size_t v = 0; v < Vectors; ++v)
                    x[r][v] += noisy[r] * u[v];
        }
        for (std::size_t v = 0; v < Vectors; ++v) {
            Real half;
            load(half, b.half_squares + panel * kPanel + centre + v * S::kLanes);
            for (std::size_t r = 0; r < Rows; ++r)
                x[r][v] = (x[r][v] - half) - b.self[row + r];
        }
    }

    // The exponent of a point with its own centre is 0: set, where rounding would leave a trace.
    INFOPLANE_INLINE void clearDiagonal(std::ptrdiff_t first) {
        constexpr auto kLast = static_cast<std::ptrdiff_t>(kWidth);
        if (first + static_cast<std::ptrdiff_t>(Rows) <= 0 || first >= kLast) [[likely]]
            return;
        for (std::size_t r = 0; r < Rows; ++r) {
            const std::ptrdiff_t lane = first + static_cast<std::ptrdiff_t>(r);
            if (lane < 0 || lane >= kLast) continue;
            double values[kWidth];
            std::memcpy(values, x[r], sizeof values);
            values[lane] = 0.0;
            std::memcpy(x[r], values, sizeof values);
        }
    }

    [[nodiscard]] INFOPLANE_INLINE bool negligible() const {
        Real most = x[0][0];
        for (std::size_t r = 0; r < Rows; ++r)
            for (std::size_t v = 0; v < Vectors; ++v)
                most = most > x[r][v] ? most : x[r][v];
        bool below = true;
        for (std::size_t lane = 0; lane < S::kLanes; ++lane)
            below &= most[lane] < kNegligible;
        return below;
    }

    INFOPLANE_INLINE void add(const Block& b, std::size_t row, std::size_t panel, std::size_t centre) {
        for (std::size_t v = 0; v < Vectors; ++v) {
            const std::size_t place = centre + v * S::kLanes;
            Word labels;
            load(labels, b.centre_labels + panel * kPanel + place);
            for (std::size_t r = 0; r < Rows; ++r) {
                exponential<S>(x[r][v]);
                const Word own = labels == b.labels[row + r];
                addTo(b.all + (row + r) * kPanel + place, x[r][v]);
                addTo(b.own + (row + r) * kPanel + place,
                      __builtin_bit_cast(Real, __builtin_bit_cast(Word, x[r][v]) & own));
            }
        }
    }
};

template <std::size_t Bytes, std::size_t Rows, std::size_t Vectors>
INFOPLANE_INLINE void addBlock(const Block& b) {
    using T = Tile<Simd<Bytes>, Rows, Vectors>;
    for (std::size_t panel = 0; panel < b.panels; ++panel)
        for (std::size_t centre = 0; centre < kPanel; centre += T::kWidth)
            for (std::size_t row = 0; row < kRows; row += Rows) {
                T tile;
                tile.exponents(b, row, panel, centre);
                tile.clearDiagonal(b.diagonal + static_cast<std::ptrdiff_t>(row) -
                                   static_cast<std::ptrdiff_t>(panel * kPanel + centre));
                if (!tile.negligible()) tile.add(b, row, panel, centre);
            }
}

void addBlockPortable(const Block& b) {
    addBlock<16, 2, 2>(b);
}

#if defined(__x86_64__)
__attribute__((target("avx2,fma"))) void addBlockAvx2(const Block& b) {
    addBlock<32, 4, 2>(b);
}

__attribute__((target("avx512f,fma"))) void addBlockAvx512(const Block& b) {
    addBlock<64, 8, 2>(b);
}
#endif

} // namespace

std::vector<Implementation> implementations() {
    std::vector<Implementation> list;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f")) list.push_back({"avx512f", addBlockAvx512});
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        list.push_back({"avx2", addBlockAvx2});
#endif
    list.push_back({"portable", addBlockPortable});
    return list;
}

} // namespace infoplane::kernel_sum
