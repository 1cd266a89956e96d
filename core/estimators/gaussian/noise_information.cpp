// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/gaussian/noise_information.h"

#include <algorithm>
#include <cmath>

namespace infoplane {
namespace {

std::vector<double> columnMeans(const Variable& x) {
    std::vector<double> means(x.width, 0.0);
    for (std::size_t i = 0; i < x.points; ++i)
        for (std::size_t c = 0; c < x.width; ++c)
            means[c] += x.row(i)[c] / static_cast<double>(x.points);
    return means;
}

// (x - mean) / (sigma sqrt N), with the shorter side as rows.
Matrix scaled(const Variable& x, double sigma) {
    const std::vector<double> means = columnMeans(x);
    const double scale = 1.0 / (sigma * std::sqrt(static_cast<double>(x.points)));
    const bool by_points = x.points < x.width;
    Matrix m(std::min(x.points, x.width), std::max(x.points, x.width));
    for (std::size_t i = 0; i < x.points; ++i)
        for (std::size_t c = 0; c < x.width; ++c)
            (by_points ? m.at(i, c) : m.at(c, i)) = (x.row(i)[c] - means[c]) * scale;
    return m;
}

} // namespace

Result<double> fullNoiseInformation(const Variable& x, double sigma, const Work& work) {
    if (std::min(x.points, x.width) > kMostFull)
        return Error{ErrorCode::InvalidArgument,
                     "the full covariance is taken of at most " + std::to_string(kMostFull) +
                         " columns or points and " + x.name + " has more of both: give fewer of one of them",
                     ""};
    auto matrix = lowerProduct(scaled(x, sigma), work);
    if (!matrix) return Error{ErrorCode::Cancelled, "the measurement was stopped", ""};
    for (std::size_t i = 0; i < matrix->rows; ++i)
        matrix->at(i, i) += 1.0;
    const auto log_det = logDeterminant(std::move(*matrix), 0.0, work);
    if (log_det) return 0.5 * *log_det;
    if (log_det.error().code != ErrorCode::Numeric) return log_det.error();
    return Error{ErrorCode::Numeric,
                 "sigma is so far below the deviation of " + x.name +
                     " that double precision does not suffice: "
                     "give a larger one",
                 ""};
}

double diagonalNoiseInformation(const Variable& x, double sigma) {
    const std::vector<double> means = columnMeans(x);
    std::vector<double> variance(x.width, 0.0);
    for (std::size_t i = 0; i < x.points; ++i)
        for (std::size_t c = 0; c < x.width; ++c) {
            const double scaled = (x.row(i)[c] - means[c]) / sigma;
            variance[c] += scaled * scaled / static_cast<double>(x.points);
        }
    double sum = 0.0;
    for (const double v : variance)
        sum += 0.5 * std::log1p(v);
    return sum;
}

} // namespace infoplane
