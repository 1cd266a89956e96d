// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/neighbours/grouped_points.h"
#include "core/estimators/neighbours/max_norm_tree.h"
#include "core/support/parallel.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace infoplane {
namespace {

constexpr std::size_t kPiece = 64; // points of a piece, so that one takes less than a few milliseconds

bool overPoints(std::size_t points, const SearchSettings& settings,
                const std::function<void(std::size_t, std::size_t)>& work) {
    return parallelFor(
        (points + kPiece - 1) / kPiece, settings.threads,
        [&](std::size_t piece) { work(piece * kPiece, std::min(points, (piece + 1) * kPiece)); },
        settings.proceed);
}

// The coordinates of the points of one group, a and b side by side.
std::vector<double> jointCoordinates(const GroupedPoints& p, std::span<const std::uint32_t> members) {
    std::vector<double> joint;
    joint.reserve(members.size() * (p.a_width + p.b_width));
    for (const std::uint32_t i : members) {
        const auto a = p.a.subspan(i * p.a_width, p.a_width), b = p.b.subspan(i * p.b_width, p.b_width);
        joint.insert(joint.end(), a.begin(), a.end());
        joint.insert(joint.end(), b.begin(), b.end());
    }
    return joint;
}

// Radii and joint counts of one group; false: told to stop.
bool searchGroup(const GroupedPoints& p, std::size_t group, const SearchSettings& settings,
                 std::vector<double>& radius, std::vector<std::uint32_t>& count) {
    const std::span<const std::uint32_t> members(p.order.data() + p.group_begin[group], p.groupSize(group));
    const auto tree =
        MaxNormTree::build(jointCoordinates(p, members), p.a_width + p.b_width, settings.proceed);
    if (!tree) return false;
    const std::size_t k = std::min(settings.k, members.size() - 1);
    return overPoints(members.size(), settings, [&](std::size_t begin, std::size_t end) {
        Nearest nearest(k);
        for (std::size_t i = begin; i < end; ++i) {
            nearest.reset(k);
            tree->search(i, nearest);
            const std::uint32_t point = members[tree->original(i)];
            radius[point] = ballRadius(nearest.farthest());
            const std::size_t inside = nearest.farthest() > 0.0
                                           ? nearest.nearer() + 1
                                           : tree->countWithin(tree->coordinates(i), radius[point]);
            count[point] = static_cast<std::uint32_t>(inside);
        }
    });
}

// Along a line: sorted points and a binary search on the differences themselves, which rounding keeps in
// order.
std::uint32_t countOnLine(std::span<const double> sorted, double centre, double radius) {
    const auto middle = std::ranges::lower_bound(sorted, centre);
    const auto low =
        std::partition_point(sorted.begin(), middle, [&](double v) { return centre - v >= radius; });
    const auto high =
        std::partition_point(middle, sorted.end(), [&](double v) { return v - centre < radius; });
    return static_cast<std::uint32_t>(high - low);
}

bool countMarginal(std::span<const double> points, std::size_t width, std::span<const double> radius,
                   const SearchSettings& settings, std::vector<std::uint32_t>& count) {
    if (width == 1) {
        std::vector<double> sorted(points.begin(), points.end());
        std::ranges::sort(sorted);
        return overPoints(points.size(), settings, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i)
                count[i] = countOnLine(sorted, points[i], radius[i]);
        });
    }
    const auto tree = MaxNormTree::build(points, width, settings.proceed);
    if (!tree) return false;
    return overPoints(tree->points(), settings, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const std::uint32_t point = tree->original(i);
            count[point] = static_cast<std::uint32_t>(tree->countWithin(tree->coordinates(i), radius[point]));
        }
    });
}

} // namespace

std::optional<PointCounts> countByTree(const GroupedPoints& p, const SearchSettings& settings) {
    PointCounts counts(p.points());
    std::vector<double> radius(p.points(), ballRadius(0.0));
    for (std::size_t g = 0; g < p.groups(); ++g) {
        for (std::size_t place = p.group_begin[g]; place < p.group_begin[g + 1]; ++place) {
            counts.joint[p.order[place]] = 1;
            counts.b[p.order[place]] = static_cast<std::uint32_t>(p.groupSize(g));
        }
        if (p.groupSize(g) > 1 && !searchGroup(p, g, settings, radius, counts.joint)) return std::nullopt;
    }
    if (!countMarginal(p.a, p.a_width, radius, settings, counts.a)) return std::nullopt;
    if (p.b_width > 0 && !countMarginal(p.b, p.b_width, radius, settings, counts.b)) return std::nullopt;
    return counts;
}

} // namespace infoplane
