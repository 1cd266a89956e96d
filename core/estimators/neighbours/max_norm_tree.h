// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimate.h"
#include "core/estimators/neighbours/nearest.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace infoplane {

// A k-d tree (Bentley 1975) under the maximum norm d(a,b) = max_c |a_c - b_c|, for points of few dimensions.
// Results are exact: distances are computed as a search of all pairs computes them, and boxes are left out
// only where rounding cannot matter. Any number of threads may search at once.
class MaxNormTree {
public:
    // points [N, width] row-major, finite, 1 <= N < 2^32. Empty where `proceed` returned false. O(N log N).
    [[nodiscard]] static std::optional<MaxNormTree> build(std::span<const double> points, std::size_t width,
                                                          const Proceed& proceed = {});

    [[nodiscard]] std::size_t points() const { return original_.size(); }
    // Points in the order of the tree, in which near ones stand together: number and coordinates of the i-th.
    [[nodiscard]] std::uint32_t original(std::size_t i) const { return original_[i]; }
    [[nodiscard]] const double* coordinates(std::size_t i) const { return ordered_.data() + i * width_; }

    // Shows `nearest` every point, but the i-th in the order of the tree itself, that can be among its k
    // nearest.
    void search(std::size_t i, Nearest& nearest) const;
    // How many points lie strictly within `radius` of `centre`.
    [[nodiscard]] std::size_t countWithin(const double* centre, double radius) const;

private:
    struct Node {
        std::uint32_t begin = 0, end = 0; // of its points in the order of the tree
        std::uint32_t upper = 0;          // its second child; the first follows it; 0: a leaf
    };
    struct Query;

    MaxNormTree(std::span<const double> points, std::size_t width);
    bool split(std::span<const double> points, std::uint32_t begin, std::uint32_t end,
               const Proceed& proceed);
    std::size_t addBox(std::span<const double> points, const Node& node);
    [[nodiscard]] double boxDistance(std::size_t node, const double* centre) const;
    [[nodiscard]] double farCorner(std::size_t node, const double* centre) const;
    [[nodiscard]] double distance(std::size_t i, const double* centre) const;
    void searchNode(std::size_t node, const Query& query, Nearest& nearest) const;
    [[nodiscard]] std::size_t countNode(std::size_t node, const double* centre, double radius) const;

    std::size_t width_;
    std::vector<Node> nodes_;
    std::vector<double> boxes_; // [nodes][2][width]: lowest and highest coordinates of the points
    std::vector<std::uint32_t> original_;
    std::vector<double> ordered_; // [N, width]
};

} // namespace infoplane
