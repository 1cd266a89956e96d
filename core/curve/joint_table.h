// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace infoplane {

// Largest tables; checked before anything is allocated.
inline constexpr std::size_t kMostTableCells = std::size_t{1} << 24;
inline constexpr std::size_t kMostDistinctRows = 4096;
inline constexpr std::size_t kMostDistinctCells = std::size_t{1} << 19;

// A finite joint distribution p(x,y) that has been checked: sums to 1, every x and every y has a positive
// probability.
struct JointTable {
    std::size_t x_count = 0, y_count = 0;
    std::vector<double> p;             // [x_count, y_count] row-major
    std::vector<std::string> warnings; // what was left out or rescaled; whole sentences

    [[nodiscard]] std::span<const double> row(std::size_t x) const {
        return std::span(p).subspan(x * y_count, y_count);
    }
};

// The table p [x_count, y_count], row-major. Rows and columns of zeros are left out with a warning; a sum
// that differs from 1 by at most 1e-6 is rescaled, with a warning where it is more than 1e-12. An Error for a
// wrong number of values, an empty table, one above kMostTableCells, a number that is negative or not finite
// (with its place), or any other sum.
[[nodiscard]] Result<JointTable> jointTable(std::span<const double> p, std::size_t x_count,
                                            std::size_t y_count);

// The table of counts [x_count, y_count] divided by their sum; the same for whatever is not about the sum,
// and an Error where all are 0.
[[nodiscard]] Result<JointTable> jointTableOfCounts(std::span<const double> counts, std::size_t x_count,
                                                    std::size_t y_count);

// Joins every x of the same p(y|x), up to 1e-13 in each entry. The result is the minimal sufficient statistic
// of x for y, and has the information-bottleneck curve of the table itself. Row order becomes lexicographic.
[[nodiscard]] JointTable joinEqualRows(const JointTable& table);

// H(X), H(Y) and I(X;Y) of a table, nats, within [0, min(H(X), H(Y))].
struct TableInformation {
    double x_entropy = 0.0, y_entropy = 0.0, information = 0.0;
};
[[nodiscard]] TableInformation informationOf(const JointTable& table);

} // namespace infoplane
