// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/curve/joint_table.h"

#include "core/support/assert.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <optional>

namespace infoplane {
namespace {

constexpr double kToleratedSum = 1e-6;
constexpr double kRoundingOfSum = 1e-12;
constexpr double kEqualRows = 1e-13;

Error wrong(std::string message) {
    return {ErrorCode::InvalidArgument, std::move(message), "p(x,y)"};
}

std::optional<Error> wrongSize(std::size_t values, std::size_t x_count, std::size_t y_count) {
    if (x_count == 0 || y_count == 0) return wrong("the table is empty; give it at least one row and column");
    if (x_count > kMostTableCells / y_count)
        return wrong("the table has more than " + std::to_string(kMostTableCells) +
                     " cells; join rare values of x or y");
    if (values != x_count * y_count)
        return wrong("there are " + std::to_string(values) + " values for a table of " +
                     std::to_string(x_count) + " x " + std::to_string(y_count) + "; give one for each cell");
    return std::nullopt;
}

std::optional<Error> wrongValue(std::span<const double> p, std::size_t y_count) {
    const auto bad = std::ranges::find_if(p, [](double v) { return !(v >= 0.0) || !std::isfinite(v); });
    if (bad == p.end()) return std::nullopt;
    const auto place = static_cast<std::size_t>(bad - p.begin());
    return wrong("the value in row " + std::to_string(place / y_count) + ", column " +
                 std::to_string(place % y_count) +
                 " (counted from 0) is negative or no number; give probabilities");
}

// "3 values of x have probability 0 and are left out."
void warnOfDropped(std::size_t dropped, const char* of, std::vector<std::string>& warnings) {
    if (dropped == 0) return;
    warnings.push_back(
        std::to_string(dropped) + (dropped == 1 ? " value of " : " values of ") + of +
        (dropped == 1 ? " has probability 0 and is left out." : " have probability 0 and are left out."));
}

// The rows and columns that hold something, times `scale`.
JointTable withoutZeros(std::span<const double> p, std::size_t x_count, std::size_t y_count, double scale) {
    std::vector<std::uint8_t> has_x(x_count, 0), has_y(y_count, 0);
    for (std::size_t i = 0; i < p.size(); ++i)
        if (p[i] * scale > 0.0) has_x[i / y_count] = has_y[i % y_count] = 1;
    JointTable table;
    table.x_count = static_cast<std::size_t>(std::ranges::count(has_x, 1));
    table.y_count = static_cast<std::size_t>(std::ranges::count(has_y, 1));
    table.p.reserve(table.x_count * table.y_count);
    for (std::size_t i = 0; i < p.size(); ++i)
        if (has_x[i / y_count] && has_y[i % y_count]) table.p.push_back(p[i] * scale);
    warnOfDropped(x_count - table.x_count, "x", table.warnings);
    warnOfDropped(y_count - table.y_count, "y", table.warnings);
    return table;
}

double sumOf(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

double entropyOf(std::span<const double> p) {
    double h = 0.0;
    for (const double v : p)
        if (v > 0.0) h -= v * std::log(v);
    return h;
}

// p(y|x) of every row.
std::vector<double> conditionals(const JointTable& table) {
    std::vector<double> c(table.p);
    for (std::size_t x = 0; x < table.x_count; ++x) {
        const double of_x = sumOf(table.row(x));
        for (std::size_t y = 0; y < table.y_count; ++y)
            c[x * table.y_count + y] /= of_x;
    }
    return c;
}

} // namespace

Result<JointTable> jointTable(std::span<const double> p, std::size_t x_count, std::size_t y_count) {
    if (auto error = wrongSize(p.size(), x_count, y_count)) return *std::move(error);
    if (auto error = wrongValue(p, y_count)) return *std::move(error);
    const double sum = sumOf(p);
    if (!(std::abs(sum - 1.0) <= kToleratedSum))
        return wrong("the probabilities sum to " + std::to_string(sum) +
                     " and not to 1; divide them by their sum if they are counts");
    JointTable table = withoutZeros(p, x_count, y_count, 1.0 / sum);
    if (std::abs(sum - 1.0) > kRoundingOfSum)
        table.warnings.emplace_back("the probabilities do not sum to 1 and are divided by their sum.");
    return table;
}

Result<JointTable> jointTableOfCounts(std::span<const double> counts, std::size_t x_count,
                                      std::size_t y_count) {
    if (auto error = wrongSize(counts.size(), x_count, y_count)) return *std::move(error);
    if (auto error = wrongValue(counts, y_count)) return *std::move(error);
    const double sum = sumOf(counts);
    if (!(sum > 0.0) || !std::isfinite(1.0 / sum) || !std::isfinite(sum))
        return wrong("the counts sum to nothing or to more than a number can hold; give counts above 0");
    return withoutZeros(counts, x_count, y_count, 1.0 / sum);
}

JointTable joinEqualRows(const JointTable& table) {
    const std::size_t width = table.y_count;
    const std::vector<double> given_x = conditionals(table);
    const auto row = [&](std::size_t x) { return std::span(given_x).subspan(x * width, width); };
    std::vector<std::size_t> order(table.x_count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        return std::ranges::lexicographical_compare(row(a), row(b));
    });
    const auto equal = [&](std::size_t a, std::size_t b) {
        return std::ranges::equal(row(a), row(b),
                                  [](double v, double w) { return std::abs(v - w) <= kEqualRows; });
    };
    JointTable joined{0, width, {}, table.warnings};
    std::size_t first = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i == 0 || !equal(first, order[i])) {
            first = order[i];
            ++joined.x_count;
            joined.p.resize(joined.x_count * width, 0.0);
        }
        for (std::size_t y = 0; y < width; ++y)
            joined.p[(joined.x_count - 1) * width + y] += table.p[order[i] * width + y];
    }
    return joined;
}

TableInformation informationOf(const JointTable& table) {
    std::vector<double> of_x(table.x_count, 0.0), of_y(table.y_count, 0.0);
    for (std::size_t i = 0; i < table.p.size(); ++i) {
        of_x[i / table.y_count] += table.p[i];
        of_y[i % table.y_count] += table.p[i];
    }
    TableInformation result{entropyOf(of_x), entropyOf(of_y), 0.0};
    double sum = 0.0;
    for (std::size_t i = 0; i < table.p.size(); ++i)
        if (table.p[i] > 0.0)
            sum += table.p[i] * std::log(table.p[i] / (of_x[i / table.y_count] * of_y[i % table.y_count]));
    // Rounding must not lift it over its caps or below 0.
    result.information = std::max(0.0, std::min({sum, result.x_entropy, result.y_entropy}));
    return result;
}

} // namespace infoplane
