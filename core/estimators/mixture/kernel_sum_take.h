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
template <class S>
INFOPLANE_INLINE void addByLabel(const Lanes& to, std::size_t place, Labels labels,
                                 const typename S::Word& equal, const typename S::Real& value) {
    if (labels == Labels::Equal) {
        addTo(to.own + place, value);
    } else if (labels == Labels::Apart) {
        addTo(to.other + place, value);
    } else {
        addTo(to.own + place, masked<S>(value, equal));
        addTo(to.other + place, masked<S>(value, ~equal));
    }
}

template <class S>
INFOPLANE_INLINE typename S::Word equalLabels(const Blocks& b, const Place& p, std::size_t r, std::size_t v) {
    typename S::Word centres;
    load(centres, b.centre_labels + p.column() + v * S::kLanes);
    return centres == b.labels[p.point() + r];
}

// The sums of exp(x).
struct Add {
    INFOPLANE_INLINE static double least(const Blocks&, std::size_t) { return kNegligible; }

    template <class T>
    INFOPLANE_INLINE static void take(const Blocks& b, const Place& p, T& tile) {
        using S = typename T::S;
        tile.setDiagonal(b, p, 0.0);
        const Labels labels = labelsOf(b, p);
        for (std::size_t r = 0; r < T::kTileRows; ++r)
            for (std::size_t v = 0; v < T::kVectors; ++v)
                addByLabel<S>(b.sums, (p.point() + r) * kPanel + p.centre + v * S::kLanes, labels,
                              equalLabels<S>(b, p, r, v), exponential<S>(tile.x[r][v], kNegligible));
    }
};

// The sums of exp(x / 4) and of exp(x) for the points and, where there are columns, for the centres.
struct Pair {
    INFOPLANE_INLINE static double least(const Blocks&, std::size_t) { return 4 * kNegligible; }

    template <class T>
    INFOPLANE_INLINE static void take(const Blocks& b, const Place& p, T& tile) {
        using S = typename T::S;
        tile.setDiagonal(b, p, 0.0);
        const Labels labels = labelsOf(b, p);
        for (std::size_t v = 0; v < T::kVectors; ++v)
            for (std::size_t r = 0; r < T::kTileRows; ++r) {
                const typename S::Real wide = exponential<S>(tile.x[r][v] * 0.25, kNegligible);
                const typename S::Real square = wide * wide, narrow = square * square;
                const auto equal = equalLabels<S>(b, p, r, v);
                const std::size_t row = (p.point() + r) * kPanel + p.centre + v * S::kLanes;
                addByLabel<S>(b.sums, row, labels, equal, wide);
                addByLabel<S>(b.narrow, row, labels, equal, narrow);
                if (b.columns.own == nullptr) continue;
                const std::size_t column = p.column() + v * S::kLanes;
                addByLabel<S>(b.columns, column, labels, equal, wide);
                addByLabel<S>(b.narrow_columns, column, labels, equal, narrow);
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
