// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimate.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

// What the two exact neighbour searches, by a tree and over all pairs, have in common.
namespace infoplane {

// Points (a, b) in groups, under the maximum norm of all coordinates; points of different groups are
// infinitely far from each other.
struct GroupedPoints {
    std::span<const double> a, b;           // [N, a_width] and [N, b_width] row-major; b may be empty
    std::size_t a_width = 0, b_width = 0;   // b_width 0: there is no b
    std::vector<std::uint32_t> order;       // the numbers of all points, group after group
    std::vector<std::uint32_t> group_begin; // [groups + 1], places in `order`

    [[nodiscard]] std::size_t points() const { return order.size(); }
    [[nodiscard]] std::size_t groups() const { return group_begin.size() - 1; }
    [[nodiscard]] std::size_t groupSize(std::size_t g) const { return group_begin[g + 1] - group_begin[g]; }
};

// How many points, itself included, lie strictly within the radius of each point.
struct PointCounts {
    explicit PointCounts(std::size_t points) : joint(points), a(points), b(points) {}
    std::vector<std::uint32_t> joint; // of its group, in a and b together
    std::vector<std::uint32_t> a;     // of all, in a alone
    std::vector<std::uint32_t> b;     // of all, in b alone; the size of its group where there is no b
};

struct SearchSettings {
    std::size_t k = 3; // at least 1; of a group of m points at most the m - 1 others are sought
    std::size_t threads = 1;
    Proceed proceed;
};

// The radius of a ball is the distance of the k-th neighbour; where that is 0 the ball holds the points at
// the distance 0, which are those within the smallest normal number (a thread that trains takes smaller ones
// for 0).
[[nodiscard]] constexpr double ballRadius(double to_kth) {
    return to_kth > 0.0 ? to_kth : std::numeric_limits<double>::min();
}

// Both give the same, on any number of threads; empty where proceed returned false. By a tree: O(N log N) in
// few dimensions. Over all pairs: O(N^2 (a_width + b_width)), without a loss in many.
[[nodiscard]] std::optional<PointCounts> countByTree(const GroupedPoints& points,
                                                     const SearchSettings& settings);
[[nodiscard]] std::optional<PointCounts> countOverPairs(const GroupedPoints& points,
                                                        const SearchSettings& settings);

} // namespace infoplane
