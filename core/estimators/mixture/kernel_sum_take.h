// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/mixture/kernel_sum_tile.h"

// What is done with the exponents of a tile: for kernel_sum_block.cpp alone.
namespace infoplane::kernel_sum {

// How the labels of a block's points and of a panel's centres go together. Both are sorted, but for the
// places at the end that are filled up with -1.
enum class Labels : std::uint8_t { Equal, Apart, Mixed };

INFOPLANE_INLINE Labels labelsOf(const Blocks& b, const Place& p) {
    const std::int64_t* const rows = b.labels + p.block * kRows;
    const std::int64_t* const centres = b.centre_labels + p.panel * kPanel;
    const std::int64_t first = rows[0], last = rows[kRows - 1];
    const std::int64_t low = centres[0], high = centres[kPanel - 1];
    if (first > last || low > high) return Labels::Mixed;
    if (last < low || high < first) return Labels::Apart;
    return first == last && low == high ? Labels::Equal : Labels::Mixed;
}

// Adds the values of one vector to the lanes at `place` of the sums where they belong.
template <class S, Labels Which>
INFOPLANE_INLINE void addByLabel(const Lanes& to, std::size_t place, const typename S::Word& equal,
                                 const typename S::Real& value) {
    using Real = typename S::Real;
    if constexpr (Which != Labels::Apart)
        addTo(to.own + place, Which == Labels::Mixed ? Real(equal ? value : Real{}) : value);
    if constexpr (Which != Labels::Equal)
        addTo(to.other + place, Which == Labels::Mixed ? Real(equal ? Real{} : value) : value);
}

// Whether labels are equal, where it must be looked at.
template <class S, Labels Which>
INFOPLANE_INLINE typename S::Word equalLabels(const Blocks& b, const Place& p, std::size_t r, std::size_t v) {
    typename S::Word centres{};
    if constexpr (Which != Labels::Mixed) return centres;
    load(centres, b.centre_labels + p.column() + v * S::kLanes);
    return centres == b.labels[p.point() + r];
}

// Calls the Way's `add` for how the labels of the tile go together.
template <class Way, class T>
INFOPLANE_INLINE void addTile(const Blocks& b, const Place& p, T& tile) {
    tile.limit(kHighest);
    tile.setDiagonal(b, p, 0.0);
    const Labels labels = labelsOf(b, p);
    if (labels == Labels::Equal)
        Way::template add<Labels::Equal>(b, p, tile);
    else if (labels == Labels::Apart)
        Way::template add<Labels::Apart>(b, p, tile);
    else
        Way::template add<Labels::Mixed>(b, p, tile);
}

// The sums of exp(x).
struct Add {
    INFOPLANE_INLINE static double least(const Blocks&, std::size_t) { return kNegligible; }

    template <class T>
    INFOPLANE_INLINE static void take(const Blocks& b, const Place& p, T& tile) {
        addTile<Add>(b, p, tile);
    }

    template <Labels Which, class T>
    INFOPLANE_INLINE static void add(const Blocks& b, const Place& p, const T& tile) {
        using S = typename T::S;
        for (std::size_t r = 0; r < T::kTileRows; ++r)
            for (std::size_t v = 0; v < T::kVectors; ++v)
                addByLabel<S, Which>(b.sums, (p.point() + r) * kPanel + p.centre + v * S::kLanes,
                                     equalLabels<S, Which>(b, p, r, v),
                                     exponential<S>(tile.x[r][v], kNegligible));
    }
};

// The sums of exp(x / 4) and of exp(x) for the points and, where there are columns, for the centres.
struct Pair {
    INFOPLANE_INLINE static double least(const Blocks&, std::size_t) { return 4 * kNegligible; }

    template <class T>
    INFOPLANE_INLINE static void take(const Blocks& b, const Place& p, T& tile) {
        addTile<Pair>(b, p, tile);
    }

    template <Labels Which, class T>
    INFOPLANE_INLINE static void add(const Blocks& b, const Place& p, const T& tile) {
        using S = typename T::S;
        for (std::size_t v = 0; v < T::kVectors; ++v)
            for (std::size_t r = 0; r < T::kTileRows; ++r) {
                const typename S::Real wide = exponential<S>(tile.x[r][v] * 0.25, kNegligible);
                const typename S::Real square = wide * wide, narrow = square * square;
                const auto equal = equalLabels<S, Which>(b, p, r, v);
                const std::size_t row = (p.point() + r) * kPanel + p.centre + v * S::kLanes;
                addByLabel<S, Which>(b.sums, row, equal, wide);
                addByLabel<S, Which>(b.narrow, row, equal, narrow);
                if (b.columns.own == nullptr) continue;
                const std::size_t column = p.column() + v * S::kLanes;
                addByLabel<S, Which>(b.columns, column, equal, wide);
                addByLabel<S, Which>(b.narrow_columns, column, equal, narrow);
            }
    }
};

// The largest x.
struct Raise {
    // Below it no exponent raises the largest of any row. Asked in wide layers alone, where it spares many
    // units.
    INFOPLANE_INLINE static double least(const Blocks& b, std::size_t block) {
        if (b.ends.size() == 1) return kLowest;
        double least = -kLowest;
        for (std::size_t r = 0; r < kRows; ++r) {
            const double* const lanes = b.sums.other + (block * kRows + r) * kPanel;
            double most = kLowest;
            for (std::size_t lane = 0; lane < kPanel; ++lane)
                most = most > lanes[lane] ? most : lanes[lane];
            least = least < most ? least : most;
        }
        return least;
    }

    template <class T>
    INFOPLANE_INLINE static void take(const Blocks& b, const Place& p, T& tile) {
        using S = typename T::S;
        tile.setDiagonal(b, p, kLowest);
        for (std::size_t r = 0; r < T::kTileRows; ++r)
            for (std::size_t v = 0; v < T::kVectors; ++v) {
                double* const place = b.sums.other + (p.point() + r) * kPanel + p.centre + v * S::kLanes;
                typename S::Real most;
                load(most, place);
                store(place, typename S::Real(most > tile.x[r][v] ? most : tile.x[r][v]));
            }
    }
};

} // namespace infoplane::kernel_sum
