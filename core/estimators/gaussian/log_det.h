// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/estimators/estimate.h"

#include <cstddef>
#include <optional>
#include <vector>

// Products and determinants of matrices in double precision, on several threads. None depends on their
// number.
namespace infoplane {

struct Work {
    std::size_t threads = 1;
    Proceed proceed;
};

// A matrix, row-major.
struct Matrix {
    Matrix(std::size_t row_count, std::size_t column_count)
        : rows(row_count), columns(column_count), values(row_count * column_count, 0.0) {}
    [[nodiscard]] double& at(std::size_t i, std::size_t j) { return values[i * columns + j]; }
    [[nodiscard]] double at(std::size_t i, std::size_t j) const { return values[i * columns + j]; }

    std::size_t rows, columns;
    std::vector<double> values;
};

// M M' of a matrix M [n, m]: [n, n], of which the entries above the diagonal are only partly filled. O(n^2
// m). Empty where work.proceed returned false.
[[nodiscard]] std::optional<Matrix> lowerProduct(const Matrix& m, const Work& work);

// ln det of a symmetric positive definite matrix, of which only the diagonal and what is below it are read,
// by a Cholesky factorisation. O(n^3). An Error: Cancelled; Numeric where a pivot is not above `least` times
// its diagonal entry, for which the matrix is singular.
[[nodiscard]] Result<double> logDeterminant(Matrix matrix, double least, const Work& work);

} // namespace infoplane
