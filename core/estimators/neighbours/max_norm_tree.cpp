// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/neighbours/max_norm_tree.h"

#include "core/support/assert.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace infoplane {
namespace {

constexpr std::uint32_t kLeaf = 12;      // points; fastest in 2 dimensions, and flat around it
constexpr std::uint32_t kAsk = 1u << 14; // a node of so many points takes about a millisecond to split

} // namespace

struct MaxNormTree::Query {
    std::size_t self; // in the order of the tree
    const double* centre;
};

MaxNormTree::MaxNormTree(std::span<const double> points, std::size_t width)
    : width_(width), original_(points.size() / width) {
    std::iota(original_.begin(), original_.end(), 0u);
}

std::optional<MaxNormTree> MaxNormTree::build(std::span<const double> points, std::size_t width,
                                              const Proceed& proceed) {
    INFOPLANE_ASSERT(width > 0 && !points.empty() && points.size() % width == 0);
    INFOPLANE_ASSERT(points.size() / width < std::numeric_limits<std::uint32_t>::max());
    MaxNormTree tree(points, width);
    if (!tree.split(points, 0, static_cast<std::uint32_t>(tree.points()), proceed)) return std::nullopt;
    tree.ordered_.resize(points.size());
    for (std::size_t i = 0; i < tree.points(); ++i)
        std::copy_n(points.data() + tree.original_[i] * width, width, tree.ordered_.data() + i * width);
    return tree;
}

// Adds the box of a node; returns the coordinate in which it is widest.
std::size_t MaxNormTree::addBox(std::span<const double> points, const Node& node) {
    const std::size_t box = boxes_.size();
    boxes_.resize(box + width_, std::numeric_limits<double>::infinity());
    boxes_.resize(box + 2 * width_, -std::numeric_limits<double>::infinity());
    double* const low = boxes_.data() + box;
    double* const high = low + width_;
    for (std::uint32_t i = node.begin; i < node.end; ++i) {
        const double* const point = points.data() + original_[i] * width_;
        for (std::size_t c = 0; c < width_; ++c) {
            low[c] = std::min(low[c], point[c]);
            high[c] = std::max(high[c], point[c]);
        }
    }
    std::size_t widest = 0;
    for (std::size_t c = 1; c < width_; ++c)
        if (high[c] - low[c] > high[widest] - low[widest]) widest = c;
    return widest;
}

// Adds the node of original_[begin, end) and all below it; false: told to stop.
bool MaxNormTree::split(std::span<const double> points, std::uint32_t begin, std::uint32_t end,
                        const Proceed& proceed) {
    if (end - begin > kAsk && proceed && !proceed()) return false;
    const std::size_t node = nodes_.size();
    nodes_.push_back({begin, end, 0});
    const std::size_t widest = addBox(points, nodes_[node]);
    const double* const box = boxes_.data() + node * 2 * width_;
    // Points that are all the same cannot be parted: a leaf of any size.
    if (end - begin <= kLeaf || !(box[width_ + widest] > box[widest])) return true;
    const std::uint32_t middle = begin + (end - begin) / 2;
    std::nth_element(original_.begin() + begin, original_.begin() + middle, original_.begin() + end,
                     [&](std::uint32_t a, std::uint32_t b) {
                         return points[a * width_ + widest] < points[b * width_ + widest];
                     });
    if (!split(points, begin, middle, proceed)) return false;
    nodes_[node].upper = static_cast<std::uint32_t>(nodes_.size());
    return split(points, middle, end, proceed);
}

double MaxNormTree::boxDistance(std::size_t node, const double* centre) const {
    const double* const low = boxes_.data() + node * 2 * width_;
    const double* const high = low + width_;
    double most = 0.0;
    for (std::size_t c = 0; c < width_; ++c)
        most = std::max(most, std::max(low[c] - centre[c], centre[c] - high[c]));
    return most;
}

double MaxNormTree::farCorner(std::size_t node, const double* centre) const {
    const double* const low = boxes_.data() + node * 2 * width_;
    const double* const high = low + width_;
    double most = 0.0;
    for (std::size_t c = 0; c < width_; ++c)
        most = std::max(most, std::max(high[c] - centre[c], centre[c] - low[c]));
    return most;
}

double MaxNormTree::distance(std::size_t i, const double* centre) const {
    const double* const point = coordinates(i);
    double most = 0.0;
    for (std::size_t c = 0; c < width_; ++c)
        most = std::max(most, std::abs(point[c] - centre[c]));
    return most;
}

void MaxNormTree::search(std::size_t i, Nearest& nearest) const {
    searchNode(0, {i, coordinates(i)}, nearest);
}

void MaxNormTree::searchNode(std::size_t node, const Query& query, Nearest& nearest) const {
    const Node& n = nodes_[node];
    if (n.upper == 0) {
        for (std::size_t i = n.begin; i < n.end && nearest.farthest() > 0.0; ++i)
            if (i != query.self) nearest.add(distance(i, query.centre));
        return;
    }
    std::size_t first = node + 1, second = n.upper;
    double to_first = boxDistance(first, query.centre), to_second = boxDistance(second, query.centre);
    if (to_second < to_first) {
        std::swap(first, second);
        std::swap(to_first, to_second);
    }
    if (to_first < nearest.farthest()) searchNode(first, query, nearest);
    if (to_second < nearest.farthest()) searchNode(second, query, nearest);
}

std::size_t MaxNormTree::countWithin(const double* centre, double radius) const {
    return countNode(0, centre, radius);
}

std::size_t MaxNormTree::countNode(std::size_t node, const double* centre, double radius) const {
    if (boxDistance(node, centre) >= radius) return 0;
    const Node& n = nodes_[node];
    if (farCorner(node, centre) < radius) return n.end - n.begin;
    if (n.upper != 0) return countNode(node + 1, centre, radius) + countNode(n.upper, centre, radius);
    std::size_t count = 0;
    for (std::size_t i = n.begin; i < n.end; ++i)
        count += distance(i, centre) < radius ? 1 : 0;
    return count;
}

} // namespace infoplane
