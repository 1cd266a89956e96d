// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/neighbours/grouped_points.h"
#include "core/estimators/neighbours/max_norm_panels.h"
#include "core/support/parallel.h"

#include <algorithm>
#include <limits>
#include <memory>

namespace infoplane {
namespace {

// So many differences of coordinates take a few milliseconds.
constexpr std::size_t kPieceWork = 1u << 24;

// The search over all pairs, four points of `order` at a time.
class PairSearch {
public:
    PairSearch(const GroupedPoints& points, std::size_t k)
        : points_(points),
          k_(k),
          a_(points.a, points.a_width, points.order),
          b_(points.b, points.b_width, points.order),
          group_(points.points()) {
        for (std::size_t g = 0; g < points.groups(); ++g)
            std::fill(group_.begin() + points.group_begin[g], group_.begin() + points.group_begin[g + 1],
                      static_cast<std::uint32_t>(g));
    }

    // Counts for the places begin..end-1 of `order`.
    void count(std::size_t begin, std::size_t end, PointCounts& counts) const {
        const std::size_t stride = a_.paddedPoints();
        const auto a = std::make_unique_for_overwrite<double[]>(kDistanceRows * stride);
        const auto b = std::make_unique_for_overwrite<double[]>(hasB() ? kDistanceRows * stride : 0);
        for (std::size_t first = begin; first < end; first += kDistanceRows) {
            a_.distances(first, a.get());
            if (hasB()) b_.distances(first, b.get());
            for (std::size_t row = 0; row < std::min(kDistanceRows, end - first); ++row)
                countOne(first + row, a.get() + row * stride, hasB() ? b.get() + row * stride : nullptr,
                         counts);
        }
    }

private:
    [[nodiscard]] bool hasB() const { return points_.b_width > 0; }

    // a and b: the distances of the point to all, b null where there is none.
    void countOne(std::size_t place, double* a, const double* b, PointCounts& counts) const {
        const std::size_t begin = points_.group_begin[group_[place]],
                          end = points_.group_begin[group_[place] + 1];
        const std::size_t k = std::min(k_, end - begin - 1);
        const double* const other = b == nullptr ? a : b;
        const std::uint32_t point = points_.order[place];
        double radius = ballRadius(0.0);
        counts.joint[point] = 1;
        if (k > 0) {
            Nearest nearest(k);
            a[place] = std::numeric_limits<double>::infinity(); // it is no neighbour of its own
            offerLarger(a, other, begin, end, nearest);
            a[place] = 0.0;
            radius = ballRadius(nearest.farthest());
            counts.joint[point] = nearest.farthest() > 0.0 ? static_cast<std::uint32_t>(nearest.nearer() + 1)
                                                           : equalOnes(a, other, begin, end);
        }
        counts.a[point] = countBelow({a, points_.points()}, radius);
        counts.b[point] = b == nullptr ? static_cast<std::uint32_t>(end - begin)
                                       : countBelow({b, points_.points()}, radius);
    }

    static std::uint32_t equalOnes(const double* a, const double* b, std::size_t begin, std::size_t end) {
        std::uint32_t equal = 0;
        for (std::size_t j = begin; j < end; ++j)
            equal += a[j] == 0.0 && b[j] == 0.0 ? 1 : 0;
        return equal;
    }

    const GroupedPoints& points_;
    std::size_t k_;
    MaxNormPanels a_, b_;
    std::vector<std::uint32_t> group_; // of each place
};

} // namespace

std::optional<PointCounts> countOverPairs(const GroupedPoints& p, const SearchSettings& settings) {
    const PairSearch search(p, settings.k);
    PointCounts counts(p.points());
    const std::size_t row_work = p.points() * (p.a_width + p.b_width);
    const std::size_t rows =
        std::clamp<std::size_t>(kPieceWork / row_work / kDistanceRows, 1, 64) * kDistanceRows;
    const bool done =
        parallelFor((p.points() + rows - 1) / rows, settings.threads,
                    [&](std::size_t piece) {
                        search.count(piece * rows, std::min(p.points(), (piece + 1) * rows), counts);
                    },
                    settings.proceed);
    if (!done) return std::nullopt;
    return counts;
}

} // namespace infoplane
