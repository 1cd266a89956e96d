// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/gaussian/normal_scores.h"

#include "core/support/normal_quantile.h"
#include "core/support/parallel.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace infoplane {
namespace {

struct Column {
    const Variable* variable;
    std::size_t number;
    [[nodiscard]] double at(std::size_t i) const { return variable->values[i * variable->width + number]; }
};

bool isConstant(const Column& column) {
    for (std::size_t i = 1; i < column.variable->points; ++i)
        if (column.at(i) != column.at(0)) return false;
    return true;
}

std::vector<Column> varyingColumns(const Variable& v) {
    std::vector<Column> columns;
    for (std::size_t c = 0; c < v.width; ++c)
        if (!isConstant({&v, c})) columns.push_back({&v, c});
    return columns;
}

// Scores of one column into out [N]; returns how many numbers have an equal one.
std::size_t score(const Column& column, double* out) {
    const std::size_t n = column.variable->points;
    std::vector<std::uint32_t> order(n);
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::sort(order, {}, [&](std::uint32_t i) { return column.at(i); });
    std::size_t tied = 0;
    double squares = 0.0;
    for (std::size_t begin = 0, end = 0; begin < n; begin = end) {
        while (end < n && column.at(order[end]) == column.at(order[begin]))
            ++end;
        tied += end - begin > 1 ? end - begin : 0;
        const double rank = 0.5 * static_cast<double>(begin + 1 + end);
        const double z = normalQuantile(rank / static_cast<double>(n + 1));
        squares += z * z * static_cast<double>(end - begin);
        for (std::size_t i = begin; i < end; ++i)
            out[order[i]] = z;
    }
    double mean = 0.0; // 0 but for ties
    for (std::size_t i = 0; i < n; ++i)
        mean += out[i] / static_cast<double>(n);
    const double scale = 1.0 / std::sqrt(squares - static_cast<double>(n) * mean * mean);
    for (std::size_t i = 0; i < n; ++i)
        out[i] = (out[i] - mean) * scale;
    return tied;
}

} // namespace

std::optional<NormalScores> normalScores(const Variable& x, const Variable& y, const Work& work) {
    std::vector<Column> columns = varyingColumns(x);
    NormalScores scores;
    scores.of_x = columns.size();
    const std::vector<Column> of_y = varyingColumns(y);
    columns.insert(columns.end(), of_y.begin(), of_y.end());
    scores.constant = x.width + y.width - columns.size();
    scores.rows = Matrix(columns.size(), x.points);
    std::vector<std::size_t> tied(columns.size());
    const bool done = parallelFor(
        columns.size(), work.threads,
        [&](std::size_t c) { tied[c] = score(columns[c], scores.rows.values.data() + c * x.points); },
        work.proceed);
    if (!done) return std::nullopt;
    scores.tied = std::reduce(tied.begin(), tied.end());
    return scores;
}

} // namespace infoplane
