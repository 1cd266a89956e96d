// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/mixture/draw_statistics.h"

#include <cmath>
#include <numeric>

namespace infoplane {

void DrawStatistics::add(std::size_t point, double value) {
    const double change = value - mean_[point];
    mean_[point] += change / draws_;
    squares_[point] += change * (value - mean_[point]);
}

double DrawStatistics::mean() const {
    return std::accumulate(mean_.begin(), mean_.end(), 0.0) / points();
}

double DrawStatistics::standardError() const {
    return draws_ > 1 ? fromDraws() : fromPoints();
}

double DrawStatistics::fromDraws() const {
    double variances = 0;
    for (const double s : squares_)
        variances += s / (draws_ - 1);
    return std::sqrt(variances / draws_) / points();
}

double DrawStatistics::fromPoints() const {
    const double centre = mean();
    double squares = 0;
    for (const double m : mean_)
        squares += (m - centre) * (m - centre);
    return std::sqrt(squares / (points() - 1) / points());
}

} // namespace infoplane
