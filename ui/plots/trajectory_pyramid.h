// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace infoplane::ui {

struct Box {
    double left = 0.0, right = 0.0, bottom = 0.0, top = 0.0;
};

// Level of detail of a path of points in a plane, updated as points come. Level 0 is every point; a level
// above keeps, of each four points of the level below, the first and the one farthest from it, so that
// excursions survive. A query gives what a view needs and no more, in a time that does not grow with the
// number of points drawn before (it scans one box in 256 points).
class TrajectoryPyramid {
public:
    void append(double x, double y);
    [[nodiscard]] std::size_t size() const { return x_.size(); }

    // A run of consecutive points, as their positions in the path.
    using Run = std::vector<std::uint32_t>;
    // Runs that cover the parts of the path inside `view` with about `budget` points in all, and a few more
    // where a run ends. A run reaches beyond the view on either side.
    [[nodiscard]] std::vector<Run> query(const Box& view, std::size_t budget) const;
    // Mean distance between neighbouring points of the same query: 1, 2, 4, ...
    [[nodiscard]] std::size_t stride(const Box& view, std::size_t budget) const;

private:
    static constexpr std::size_t kBlock = 256;
    struct Span {
        std::size_t begin, end; // positions, half open
    };
    [[nodiscard]] std::vector<Span> visibleSpans(const Box& view) const;
    [[nodiscard]] static std::size_t levelFor(const std::vector<Span>& spans, std::size_t budget);
    [[nodiscard]] Run pointsOf(Span span, std::size_t level) const;
    void raise(std::size_t level);
    [[nodiscard]] std::uint32_t at(std::size_t level, std::size_t i) const;
    [[nodiscard]] std::size_t sizeOf(std::size_t level) const;

    std::vector<double> x_, y_;
    std::vector<Box> blocks_; // block b bounds points 256 b to 256 (b + 1), both included
    std::vector<std::vector<std::uint32_t>> levels_; // levels_[k] is level k + 1
};

} // namespace infoplane::ui
