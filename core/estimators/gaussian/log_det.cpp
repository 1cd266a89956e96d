// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/gaussian/log_det.h"

#include "core/estimators/gaussian/dot_products.h"
#include "core/support/assert.h"
#include "core/support/parallel.h"

#include <algorithm>
#include <cmath>

namespace infoplane {
namespace {

constexpr std::size_t kProductTile = 32; // rows and columns of a piece of a product
constexpr std::size_t kChunk =
    4096; // columns that are multiplied at once: a piece takes about two milliseconds
constexpr std::size_t kFactorBlock = 64; // columns of a step of the factorisation
constexpr std::size_t kRows = 16;  // rows of a piece of it

RowBlock rowsOf(const Matrix& m, std::size_t begin, std::size_t end, std::size_t column) {
    return {m.values.data() + begin * m.columns + column, end - begin, m.columns};
}

// The factorisation L L' in place, a block of columns after the other.
class Cholesky {
public:
    Cholesky(Matrix& matrix, double least) : matrix_(matrix), least_(least), diagonal_(matrix.rows) {
        for (std::size_t i = 0; i < matrix.rows; ++i)
            diagonal_[i] = matrix.at(i, i);
    }

    // Columns begin..end-1, once all before are done.
    Status step(std::size_t begin, std::size_t end, const Work& work) {
        subtract(begin, end, begin, end);
        for (std::size_t i = begin; i < end; ++i) {
            solveRow(i, begin, i);
            const double pivot = matrix_.at(i, i) - square(i, begin, i);
            if (!(pivot > least_ * diagonal_[i]))
                return Error{ErrorCode::Numeric, "the matrix is singular", ""};
            matrix_.at(i, i) = std::sqrt(pivot);
        }
        const std::size_t left = matrix_.rows - end;
        const auto rows = [&](std::size_t piece) {
            const std::size_t first = end + piece * kRows, last = std::min(matrix_.rows, first + kRows);
            subtract(first, last, begin, end);
            for (std::size_t i = first; i < last; ++i)
                solveRow(i, begin, end);
        };
        if (!parallelFor((left + kRows - 1) / kRows, work.threads, rows, work.proceed))
            return Error{ErrorCode::Cancelled, "the measurement was stopped", ""};
        return {};
    }

private:
    // Takes the products of the columns before begin from rows first..last-1 of the block.
    void subtract(std::size_t first, std::size_t last, std::size_t begin, std::size_t end) {
        if (begin == 0) return;
        std::vector<double> products((last - first) * kFactorBlock, 0.0);
        addDotProducts(rowsOf(matrix_, first, last, 0), rowsOf(matrix_, begin, end, 0), begin,
                       products.data(), kFactorBlock);
        for (std::size_t i = first; i < last; ++i)
            for (std::size_t j = begin; j < std::min(end, i + 1); ++j)
                matrix_.at(i, j) -= products[(i - first) * kFactorBlock + j - begin];
    }

    // Entries begin..end-1 of row i, given the rows of the block above it.
    void solveRow(std::size_t i, std::size_t begin, std::size_t end) {
        for (std::size_t j = begin; j < end; ++j) {
            double sum = matrix_.at(i, j);
            for (std::size_t c = begin; c < j; ++c)
                sum -= matrix_.at(i, c) * matrix_.at(j, c);
            matrix_.at(i, j) = sum / matrix_.at(j, j);
        }
    }

    [[nodiscard]] double square(std::size_t i, std::size_t begin, std::size_t end) const {
        double sum = 0.0;
        for (std::size_t c = begin; c < end; ++c)
            sum += matrix_.at(i, c) * matrix_.at(i, c);
        return sum;
    }

    Matrix& matrix_;
    double least_;
    std::vector<double> diagonal_; // as it was
};

} // namespace

std::optional<Matrix> lowerProduct(const Matrix& m, const Work& work) {
    Matrix product(m.rows, m.rows);
    const std::size_t tiles = (m.rows + kProductTile - 1) / kProductTile;
    for (std::size_t column = 0; column < m.columns; column += kChunk) {
        const std::size_t length = std::min(kChunk, m.columns - column);
        const auto tile_row = [&](std::size_t piece) {
            const std::size_t i = piece / tiles * kProductTile, j = piece % tiles * kProductTile;
            if (j > i) return;
            addDotProducts(rowsOf(m, i, std::min(m.rows, i + kProductTile), column),
                           rowsOf(m, j, std::min(m.rows, j + kProductTile), column), length, &product.at(i, j),
                           m.rows);
        };
        if (!parallelFor(tiles * tiles, work.threads, tile_row, work.proceed)) return std::nullopt;
    }
    return product;
}

Result<double> logDeterminant(Matrix matrix, double least, const Work& work) {
    INFOPLANE_ASSERT(matrix.rows == matrix.columns);
    Cholesky cholesky(matrix, least);
    for (std::size_t begin = 0; begin < matrix.rows; begin += kFactorBlock) {
        const Status done = cholesky.step(begin, std::min(matrix.rows, begin + kFactorBlock), work);
        if (!done) return done.error();
    }
    double sum = 0.0;
    for (std::size_t i = 0; i < matrix.rows; ++i)
        sum += 2.0 * std::log(matrix.at(i, i));
    return sum;
}

} // namespace infoplane
