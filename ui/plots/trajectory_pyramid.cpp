// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/trajectory_pyramid.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace infoplane::ui {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// NaN takes part in no comparison, so it widens nothing.
void include(Box& box, double x, double y) {
    if (x < box.left) box.left = x;
    if (x > box.right) box.right = x;
    if (y < box.bottom) box.bottom = y;
    if (y > box.top) box.top = y;
}

bool overlaps(const Box& a, const Box& b) {
    return a.left <= b.right && b.left <= a.right && a.bottom <= b.top && b.bottom <= a.top;
}

} // namespace

void TrajectoryPyramid::append(double x, double y) {
    const std::size_t i = x_.size();
    x_.push_back(x);
    y_.push_back(y);
    if (i % kBlock == 0) {
        if (!blocks_.empty()) include(blocks_.back(), x, y);
        blocks_.push_back({kInfinity, -kInfinity, kInfinity, -kInfinity});
    }
    include(blocks_.back(), x, y);
    raise(0);
}

std::uint32_t TrajectoryPyramid::at(std::size_t level, std::size_t i) const {
    return level == 0 ? static_cast<std::uint32_t>(i) : levels_[level - 1][i];
}

std::size_t TrajectoryPyramid::sizeOf(std::size_t level) const {
    if (level == 0) return x_.size();
    return level <= levels_.size() ? levels_[level - 1].size() : 0;
}

// Passes a group of four that `level` has just completed on to the level above.
void TrajectoryPyramid::raise(std::size_t level) {
    const std::size_t size = sizeOf(level);
    if (size % 4 != 0) return;
    if (level == levels_.size()) levels_.emplace_back();
    const std::uint32_t first = at(level, size - 4);
    std::uint32_t farthest = at(level, size - 3);
    double distance = -1.0;
    for (std::size_t i = size - 3; i < size; ++i) {
        const std::uint32_t candidate = at(level, i);
        const double d = std::hypot(x_[candidate] - x_[first], y_[candidate] - y_[first]);
        if (d > distance) {
            distance = d;
            farthest = candidate;
        }
    }
    for (const std::uint32_t kept : {first, farthest}) {
        levels_[level].push_back(kept);
        raise(level + 1);
    }
}

std::vector<TrajectoryPyramid::Span> TrajectoryPyramid::visibleSpans(const Box& view) const {
    std::vector<Span> spans;
    for (std::size_t b = 0; b < blocks_.size(); ++b) {
        if (!overlaps(blocks_[b], view)) continue;
        const std::size_t begin = b == 0 ? 0 : b * kBlock - 1;
        const std::size_t end = std::min(x_.size(), (b + 1) * kBlock + 1);
        if (!spans.empty() && spans.back().end >= begin)
            spans.back().end = end;
        else
            spans.push_back({begin, end});
    }
    return spans;
}

std::size_t TrajectoryPyramid::levelFor(const std::vector<Span>& spans, std::size_t budget) {
    std::size_t points = 0;
    for (const Span& span : spans)
        points += span.end - span.begin;
    std::size_t level = 0;
    for (; points > std::max<std::size_t>(budget, 16); points /= 2)
        ++level;
    return level;
}

TrajectoryPyramid::Run TrajectoryPyramid::pointsOf(Span span, std::size_t level) const {
    Run run;
    run.push_back(static_cast<std::uint32_t>(span.begin));
    // From the coarse level as far as it reaches, then the few points that finer levels have beyond it.
    for (std::size_t l = std::min(level, levels_.size()) + 1; l-- > 0;) {
        std::size_t i = run.back() + std::size_t{1};
        if (l > 0) {
            const auto& points = levels_[l - 1];
            const auto next = std::upper_bound(points.begin(), points.end(), run.back());
            i = static_cast<std::size_t>(next - points.begin());
        }
        for (; i < sizeOf(l) && at(l, i) < span.end; ++i)
            run.push_back(at(l, i));
    }
    return run;
}

std::vector<TrajectoryPyramid::Run> TrajectoryPyramid::query(const Box& view, std::size_t budget) const {
    const std::vector<Span> spans = visibleSpans(view);
    const std::size_t level = levelFor(spans, budget);
    std::vector<Run> runs;
    for (const Span& span : spans)
        runs.push_back(pointsOf(span, level));
    return runs;
}

std::size_t TrajectoryPyramid::stride(const Box& view, std::size_t budget) const {
    return std::size_t{1} << levelFor(visibleSpans(view), budget);
}

} // namespace infoplane::ui
