// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/mixture/kernel_sum_block.h"
#include "core/estimators/mixture/kernel_sum_vector.h"

#include <limits>

// The exponents of a few points and centres in registers: for kernel_sum_block.cpp alone.
namespace infoplane::kernel_sum {

inline constexpr double kHighest = 700.0; // exp of it is still a double
inline constexpr double kLowest = -std::numeric_limits<double>::infinity();

// Where a tile is: its block and its first row there, its panel and its first centre there.
struct Place {
    std::size_t block = 0, row = 0, panel = 0, centre = 0;

    [[nodiscard]] INFOPLANE_INLINE std::size_t point() const { return block * kRows + row; }
    [[nodiscard]] INFOPLANE_INLINE std::size_t column() const { return panel * kPanel + centre; }
};

// Rows points against Vectors vectors of centres.
template <class SimdType, std::size_t Rows, std::size_t Vectors>
struct Tile {
    using S = SimdType;
    using Real = typename S::Real;
    static constexpr std::size_t kTileRows = Rows, kVectors = Vectors;
    static constexpr std::size_t kWidth = Vectors * S::kLanes; // centres
    Real x[Rows][Vectors];

    // x = products so far: none, or those that were kept.
    INFOPLANE_INLINE void begin() {
        for (std::size_t r = 0; r < Rows; ++r)
            for (std::size_t v = 0; v < Vectors; ++v)
                x[r][v] = Real{};
    }

    INFOPLANE_INLINE void resume(const Blocks& b, const Place& p) {
        for (std::size_t r = 0; r < Rows; ++r)
            for (std::size_t v = 0; v < Vectors; ++v)
                load(x[r][v], product(b, p, r, v));
    }

    INFOPLANE_INLINE void keep(const Blocks& b, const Place& p) const {
        for (std::size_t r = 0; r < Rows; ++r)
            for (std::size_t v = 0; v < Vectors; ++v)
                store(product(b, p, r, v), x[r][v]);
    }

    // x_rk += a_r.u_k - |u_k|^2 / 2 over the units from after the end before number `first` to end `last`.
    INFOPLANE_INLINE void multiply(const Blocks& b, const Place& p, std::size_t first, std::size_t last) {
        Real half[Vectors] = {};
        for (std::size_t end = first; end <= last; ++end)
            addHalf(half, b.half_squares + (p.panel * b.ends.size() + end) * kPanel + p.centre);
        for (std::size_t r = 0; r < Rows; ++r)
            for (std::size_t v = 0; v < Vectors; ++v)
                x[r][v] -= half[v];
        std::size_t unit = first == 0 ? 0 : b.ends[first - 1];
        const double* noisy = b.noisy + (p.block * b.ends.back() + unit) * kRows + p.row;
        const double* centres = b.coordinates + (p.panel * b.ends.back() + unit) * kPanel + p.centre;
        for (; unit < b.ends[last]; ++unit, noisy += kRows, centres += kPanel) {
            Real u[Vectors];
            for (std::size_t v = 0; v < Vectors; ++v)
                load(u[v], centres + v * S::kLanes);
            for (std::size_t r = 0; r < Rows; ++r)
                for (std::size_t v = 0; v < Vectors; ++v)
                    x[r][v] += noisy[r] * u[v];
        }
    }

    INFOPLANE_INLINE void subtractSelf(const Blocks& b, const Place& p, std::size_t end) {
        const double* const self = b.self + (p.block * b.ends.size() + end) * kRows + p.row;
        for (std::size_t r = 0; r < Rows; ++r)
            for (std::size_t v = 0; v < Vectors; ++v)
                x[r][v] -= self[r];
    }

    // What is above `most` becomes it.
    INFOPLANE_INLINE void limit(double most) {
        const Real limit = Real{} + most;
        for (std::size_t r = 0; r < Rows; ++r)
            for (std::size_t v = 0; v < Vectors; ++v)
                x[r][v] = x[r][v] < limit ? x[r][v] : limit;
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

    // Whether floats are enough to say that all exponents are below `least`, and those with the Panels - 1
    // panels after it too. Twice as many fit into a register, so that Vectors is 2. Asked from end `asked`
    // on, which becomes the one before that which said so.
    template <std::size_t Panels>
    [[nodiscard]] INFOPLANE_INLINE bool roughlyBelow(const Blocks& b, const Place& p, double least,
                                                     std::size_t& asked) {
        static_assert(Vectors == 2);
        typename S::Rough rough[Panels][Rows] = {};
        const std::size_t width = b.ends.back();
        const float* noisy = b.rough_noisy + p.block * width * kRows + p.row;
        const float* centres = b.rough_coordinates + p.panel * width * kPanel + p.centre;
        const double* halves = b.half_squares + p.panel * b.ends.size() * kPanel + p.centre;
        Real half[Panels][Vectors] = {};
        std::size_t unit = 0;
        for (std::size_t end = 0; end < b.ends.size(); ++end, halves += kPanel) {
            for (; unit < b.ends[end]; ++unit, noisy += kRows, centres += kPanel) {
                typename S::Rough u[Panels];
                for (std::size_t q = 0; q < Panels; ++q)
                    load(u[q], centres + q * width * kPanel);
                for (std::size_t r = 0; r < Rows; ++r)
                    for (std::size_t q = 0; q < Panels; ++q)
                        rough[q][r] += noisy[r] * u[q];
            }
            bool below_all = end >= asked;
            for (std::size_t q = 0; q < Panels; ++q) {
                addHalf(half[q], halves + q * b.ends.size() * kPanel);
                if (!below_all) continue;
                for (std::size_t r = 0; r < Rows; ++r)
                    widen(rough[q][r], half[q], x[r]);
                subtractSelf(b, p, end);
                below_all = below(least - b.rough_error);
            }
            if (!below_all) continue;
            asked = end > 0 ? end - 1 : 0;
            return true;
        }
        return false;
    }

    // Sets the exponents of the points with their own centres, where rounding would leave a trace.
    INFOPLANE_INLINE void setDiagonal(const Blocks& b, const Place& p, double value) {
        constexpr auto kLast = static_cast<std::ptrdiff_t>(kWidth);
        const std::ptrdiff_t first =
            b.diagonal + static_cast<std::ptrdiff_t>(p.point()) - static_cast<std::ptrdiff_t>(p.column());
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

private:
    INFOPLANE_INLINE static void addHalf(Real (&half)[Vectors], const double* halves) {
        for (std::size_t v = 0; v < Vectors; ++v) {
            Real step;
            load(step, halves + v * S::kLanes);
            half[v] += step;
        }
    }

    INFOPLANE_INLINE static void widen(const typename S::Rough& rough, const Real (&half)[Vectors],
                                       Real (&out)[Vectors]) {
        typename S::HalfRough parts[2];
        std::memcpy(parts, &rough, sizeof parts);
        for (std::size_t v = 0; v < Vectors; ++v)
            out[v] = __builtin_convertvector(parts[v], Real) - half[v];
    }

    INFOPLANE_INLINE double* product(const Blocks& b, const Place& p, std::size_t r, std::size_t v) const {
        return b.products + (p.point() + r) * kPanel + p.centre + v * S::kLanes;
    }
};

} // namespace infoplane::kernel_sum
