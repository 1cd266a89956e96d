// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/renyi/kernel_matrix.h"

#include "core/support/parallel.h"

#include <algorithm>
#include <cmath>

namespace infoplane {
namespace {

// The points less the mean, so that their products lose little to rounding.
Matrix centred(const Variable& v) {
    Matrix points(v.points, v.width);
    std::vector<double> mean(v.width, 0.0);
    for (std::size_t i = 0; i < v.points; ++i)
        for (std::size_t c = 0; c < v.width; ++c)
            mean[c] += v.row(i)[c] / static_cast<double>(v.points);
    for (std::size_t i = 0; i < v.points; ++i)
        for (std::size_t c = 0; c < v.width; ++c)
            points.at(i, c) = v.row(i)[c] - mean[c];
    return points;
}

Matrix equalSymbols(const Variable& v) {
    Matrix kernel(v.points, v.points);
    for (std::size_t i = 0; i < v.points; ++i)
        for (std::size_t j = 0; j < v.points; ++j)
            kernel.at(i, j) = v.symbols[i] == v.symbols[j] ? 1.0 : 0.0;
    return kernel;
}

} // namespace

std::optional<Matrix> kernelMatrix(const Variable& v, double width, const Work& work) {
    if (v.discrete) return equalSymbols(v);
    auto kernel = lowerProduct(centred(v), work);
    if (!kernel) return std::nullopt;
    std::vector<double> squares(v.points);
    for (std::size_t i = 0; i < v.points; ++i)
        squares[i] = kernel->at(i, i);
    // A row writes what is below the diagonal and its mirror image, which no other row reads or writes.
    const auto row = [&](std::size_t i) {
        for (std::size_t j = 0; j < i; ++j) {
            const double square = std::max(0.0, squares[i] + squares[j] - 2.0 * kernel->at(i, j));
            kernel->at(i, j) = kernel->at(j, i) = std::exp(-0.5 * square / (width * width));
        }
        kernel->at(i, i) = 1.0;
    };
    if (!parallelFor(v.points, work.threads, row, work.proceed)) return std::nullopt;
    return kernel;
}

double silvermanWidth(const Variable& v) {
    const Matrix points = centred(v);
    double variance = 0.0;
    for (const double value : points.values)
        variance += value * value / static_cast<double>(v.points * v.width);
    const auto d = static_cast<double>(v.width);
    const double rule = std::pow(4.0 / ((d + 2.0) * static_cast<double>(v.points)), 1.0 / (d + 4.0));
    const double width = std::sqrt(variance) * rule;
    return width > 0.0 ? width : 1.0;
}

} // namespace infoplane
