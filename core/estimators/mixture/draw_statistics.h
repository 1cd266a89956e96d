// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace infoplane {

// The mean over points and draws of a number that each draw gives for each point, and its Monte Carlo error:
// given the points only the draws are random, and those of different points are independent. So the error is
// sqrt(sum_i s_i^2 / draws) / N, with s_i^2 the variance over the draws of point i. One draw a point cannot
// tell s_i from the spread between points; then s / sqrt(N) over the points is given, an upper estimate.
class DrawStatistics {
public:
    explicit DrawStatistics(std::size_t points) : mean_(points, 0.0), squares_(points, 0.0) {}

    // Each draw begins, then gives one value of every point.
    void beginDraw() { ++draws_; }
    void add(std::size_t point, double value);

    [[nodiscard]] double mean() const;
    [[nodiscard]] double standardError() const; // NaN for one draw of one point

private:
    [[nodiscard]] double points() const { return static_cast<double>(mean_.size()); }
    [[nodiscard]] double fromDraws() const;
    [[nodiscard]] double fromPoints() const;

    double draws_ = 0;
    std::vector<double> mean_, squares_; // of each point so far (Welford)
};

} // namespace infoplane
