// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/mixture/kernel_sum_block.h"

#include "core/estimators/mixture/kernel_sum_vector.h"

#include <cstring>
#include <limits>

namespace infoplane::kernel_sum {
namespace {

constexpr double kLowest = -std::numeric_limits<double>::infinity();

// Rows points against Vectors vectors of centres, in registers.
template <class S, std::size_t Rows, std::size_t Vectors>
struct Tile {
    using Real = typename S::Real;
    using Word = typename S::Word;
    static constexpr std::size_t kWidth = Vectors * S::kLanes; // centres
    Real product[Rows][Vectors], x[Rows][Vectors];

    // The exponents; false: all are below `least`. Floats are tried until they do not spare the doubles; near
    // centres are neighbours, so that they would not for some time.
    INFOPLANE_INLINE bool find(const Block& b, std::size_t row, std::size_t panel, std::size_t centre,
                               double least) {
        if (b.try_rough == nullptr) return exponents(b, row, panel, centre, least);
        if (*b.try_rough && roughlyBelow(b, row, panel, centre, least)) return false;
        const bool found = exponents(b, row, panel, centre, least);
        *b.try_rough = !found;
        return found;
    }

    // The exponents; false: all are below `least`, as far as the units up to some end say.
    INFOPLANE_INLINE bool exponents(const Block& b, std::size_t row, std::size_t panel, std::size_t centre,
                                    double least) {
        for (std::size_t r = 0; r < Rows; ++r)
            for (std::size_t v = 0; v < Vectors; ++v)
                product[r][v] = Real{};
        std::size_t unit = 0;
        for (std::size_t end = 0; end < b.ends.size(); ++end) {
            multiply(b, row, panel, centre, unit, b.ends[end]);
            unit = b.ends[end];
            subtract(b, row, panel, centre, end);
            if (below(least)) return false;
        }
        return true;
    }

    // Whether floats are enough to say that all exponents are below `least`. Twice as many fit into a
    // register, so that Vectors is 2.
    INFOPLANE_INLINE bool roughlyBelow(const Block& b, std::size_t row, std::size_t panel, std::size_t centre,
                                       double least) {
        static_assert(Vectors == 2);
        typename S::Rough rough[Rows];
        for (std::size_t r = 0; r < Rows; ++r)
            rough[r] = typename S::Rough{};
        const float* noisy = b.rough_noisy + row;
        const float* coordinates = b.rough_coordinates + panel * b.ends.back() * kPanel + centre;
        std::size_t unit = 0;
        for (std::size_t end = 0; end < b.ends.size(); ++end) {
            for (; unit < b.ends[end]; ++unit, noisy += kRows, coordinates += kPanel) {
                typename S::Rough u;
                load(u, coordinates);
                for (std::size_t r = 0; r < Rows; ++r)
                    rough[r] += noisy[r] * u;
            }
            for (std::size_t r = 0; r < Rows; ++r) {
                typename S::HalfRough halves[2];
                std::memcpy(halves, &rough[r], sizeof halves);
                for (std::size_t v = 0; v < Vectors; ++v)
                    product[r][v] = __builtin_convertvector(halves[v], Real);
            }
            subtract(b, row, panel, centre, end);
            if (below(least - b.rough_error)) return true;
        }
        return false;
    }

    // product_rk += a_r.u_k over the units [unit, end).
    INFOPLANE_INLINE void multiply(const Block& b, std::size_t row, std::size_t panel, std::size_t centre,
                                   std::size_t unit, std::size_t end) {
        const double* noisy = b.noisy + unit * kRows + row;
        const double* coordinates = b.coordinates + (panel * b.ends.back() + unit) * kPanel + centre;
        for (; unit < end; ++unit, noisy += kRows, coordinates += kPanel) {
            Real u[Vectors];
            for (std::size_t v = 0; v < Vectors; ++v)
                load(u[v], coordinates + v * S::kLanes);
            for (std::size_t r = 0; r < Rows; ++r)
                for (std::size_t v = 0; v < Vectors; ++v)
                    product[r][v] += noisy[r] * u[v];
        }
    }

    INFOPLANE_INLINE void subtract(const Block& b, std::size_t row, std::size_t panel, std::size_t centre,
                                   std::size_t end) {
        for (std::size_t v = 0; v < Vectors; ++v) {
            Real half;
            load(half, b.half_squares + (panel * b.ends.size() + end) * kPanel + centre + v * S::kLanes);
            for (std::size_t r = 0; r < Rows; ++r)
                x[r][v] = (product[r][v] - half) - b.self[end * kRows + row + r];
        }
    }

    // Sets the exponents of the points with their own centres, where rounding would leave a trace.
    INFOPLANE_INLINE void setDiagonal(std::ptrdiff_t first, double value) {
        constexpr auto kLast = static_cast<std::ptrdiff_t>(kWidth);
        if (first + static_cast<std::ptrdiff_t>(Rows) <= 0 || first >= kLast) [[likely]]
            return;
        for (std::size_t r = 0; r < Rows; ++r) {
            const std::ptrdiff_t lane = first + static_cast<std::ptrdiff_t>(r);
            if (lane < 0 || lane >= kLast) continue;
            double values[kWidth];
            std::memcpy(values, x[r], sizeof values);
            values[lane] = value;
            std::memcpy(x[r], values, sizeof values);
        }
    }

    [[nodiscard]] INFOPLANE_INLINE bool below(double least) const {
        Real most = x[0][0];
        for (std::size_t r = 0; r < Rows; ++r)
            for (std::size_t v = 0; v < Vectors; ++v)
                most = most > x[r][v] ? most : x[r][v];
        bool below = true;
        for (std::size_t lane = 0; lane < S::kLanes; ++lane)
            below &= most[lane] < least;
        return below;
    }

    INFOPLANE_INLINE void raise(const Block& b, std::size_t row, std::size_t centre) const {
        for (std::size_t r = 0; r < Rows; ++r)
            for (std::size_t v = 0; v < Vectors; ++v) {
                double* const place = b.all + (row + r) * kPanel + centre + v * S::kLanes;
                Real most;
                load(most, place);
                most = most > x[r][v] ? most : x[r][v];
                std::memcpy(place, &most, sizeof most);
            }
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

// Which centre of a tile is that of its first point.
INFOPLANE_INLINE std::ptrdiff_t diagonalOf(const Block& b, std::size_t row, std::size_t panel,
                                           std::size_t centre) {
    return b.diagonal + static_cast<std::ptrdiff_t>(row) -
           static_cast<std::ptrdiff_t>(panel * kPanel + centre);
}

template <std::size_t Bytes, std::size_t Rows, std::size_t Vectors>
INFOPLANE_INLINE void addBlock(const Block& b) {
    using T = Tile<Simd<Bytes>, Rows, Vectors>;
    for (std::size_t panel = 0; panel < b.panels; ++panel)
        for (std::size_t centre = 0; centre < kPanel; centre += T::kWidth)
            for (std::size_t row = 0; row < kRows; row += Rows) {
                T tile;
                if (!tile.find(b, row, panel, centre, kNegligible)) continue;
                tile.setDiagonal(diagonalOf(b, row, panel, centre), 0.0);
                tile.add(b, row, panel, centre);
            }
}

// Below it no exponent raises the largest of any row. Asked in wide layers alone, where it spares many units.
template <std::size_t Rows>
INFOPLANE_INLINE double leastThatRaises(const Block& b, std::size_t row) {
    double least = -kLowest;
    for (std::size_t r = row; r < row + Rows; ++r) {
        double most = kLowest;
        for (std::size_t lane = 0; lane < kPanel; ++lane)
            most = most > b.all[r * kPanel + lane] ? most : b.all[r * kPanel + lane];
        least = least < most ? least : most;
    }
    return least;
}

template <std::size_t Bytes, std::size_t Rows, std::size_t Vectors>
INFOPLANE_INLINE void raiseBlock(const Block& b) {
    using T = Tile<Simd<Bytes>, Rows, Vectors>;
    for (std::size_t panel = 0; panel < b.panels; ++panel)
        for (std::size_t centre = 0; centre < kPanel; centre += T::kWidth)
            for (std::size_t row = 0; row < kRows; row += Rows) {
                T tile;
                const double least = b.ends.size() > 1 ? leastThatRaises<Rows>(b, row) : kLowest;
                if (!tile.find(b, row, panel, centre, least)) continue;
                tile.setDiagonal(diagonalOf(b, row, panel, centre), kLowest);
                tile.raise(b, row, centre);
            }
}

void addPortable(const Block& b) {
    addBlock<16, 2, 2>(b);
}

void raisePortable(const Block& b) {
    raiseBlock<16, 2, 2>(b);
}

#if defined(__x86_64__)
__attribute__((target("avx2,fma"))) void addAvx2(const Block& b) {
    addBlock<32, 4, 2>(b);
}

__attribute__((target("avx2,fma"))) void raiseAvx2(const Block& b) {
    raiseBlock<32, 4, 2>(b);
}

__attribute__((target("avx512f,fma"))) void addAvx512(const Block& b) {
    addBlock<64, 8, 2>(b);
}

__attribute__((target("avx512f,fma"))) void raiseAvx512(const Block& b) {
    raiseBlock<64, 8, 2>(b);
}
#endif

} // namespace

std::vector<Implementation> implementations() {
    std::vector<Implementation> list;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f")) list.push_back({"avx512f", addAvx512, raiseAvx512});
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        list.push_back({"avx2", addAvx2, raiseAvx2});
#endif
    list.push_back({"portable", addPortable, raisePortable});
    return list;
}

} // namespace infoplane::kernel_sum
