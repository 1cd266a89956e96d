// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/neighbours/nearest.h"

#include <cstdint>
#include <span>
#include <vector>

// The innermost loops of the search over all pairs, written with the compiler's vectors and compiled for
// several instruction sets; all give the same numbers.
namespace infoplane {

inline constexpr std::size_t kPanel = 8;        // points of a panel
inline constexpr std::size_t kDistanceRows = 4; // points whose distances are computed together

// N points in panels of eight, coordinate by coordinate, so that a point meets eight at a time.
class MaxNormPanels {
public:
    // points [N, width] row-major, taken in `order`.
    MaxNormPanels(std::span<const double> points, std::size_t width, std::span<const std::uint32_t> order);

    [[nodiscard]] std::size_t paddedPoints() const { return panels_ * kPanel; }
    // out [kDistanceRows, paddedPoints]: maximum-norm distances of the points first, first + 1, ... to all;
    // rows beyond the last point repeat it, and the distance to padding is infinite.
    void distances(std::size_t first, double* out) const;

private:
    std::size_t points_, width_, panels_;
    std::vector<double> values_; // [panels][width][kPanel]
};

// Shows `nearest` the numbers max(a[j], b[j]), begin <= j < end, that can be among its smallest.
void offerLarger(const double* a, const double* b, std::size_t begin, std::size_t end, Nearest& nearest);

// How many of the numbers are strictly below `limit`.
[[nodiscard]] std::uint32_t countBelow(std::span<const double> numbers, double limit);

} // namespace infoplane
