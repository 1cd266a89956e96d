// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace infoplane {

// N observations of one random variable: points of `width` real numbers each, or symbols of a finite set.
struct Variable {
    std::string name;  // for sentences and estimands: "x", "T"
    std::string input; // "X" where it is a layer's clean output, a function of X; empty for data
    bool discrete = false;
    std::size_t points = 0;
    std::size_t width = 0;             // numbers a point, at least 1; 1 for symbols
    std::vector<double> values;        // [points, width] row-major, all finite; empty when discrete
    std::vector<std::int64_t> symbols; // [points], each in 0..symbol_count-1; empty when continuous
    std::size_t symbol_count = 0;      // each of which occurs

    [[nodiscard]] std::span<const double> row(std::size_t i) const {
        return std::span(values).subspan(i * width, width);
    }
};

// Real numbers [points, width] row-major. An Error names the first row that holds a NaN or an infinity, an
// empty sample, a width of 0, or a number of values that is no whole number of rows.
[[nodiscard]] Result<Variable> continuousVariable(std::string name, std::vector<double> values,
                                                  std::size_t width);

// Symbols from equal rows: rows [points, width] that are equal to the bit become one symbol, numbered in
// order of appearance (0 and -0 are equal). The same Errors.
[[nodiscard]] Result<Variable> discreteVariable(std::string name, std::span<const double> values,
                                                std::size_t width);

// Symbols given as any integers, renumbered in ascending order. An Error for an empty sample.
[[nodiscard]] Result<Variable> discreteVariable(std::string name, std::span<const std::int64_t> labels);

// The points at `index`, in its order, symbols renumbered in ascending order so that each of them occurs.
// Requires every position to be below variable.points.
[[nodiscard]] Variable subsample(const Variable& variable, std::span<const std::size_t> index);

// How many points have each symbol; requires a discrete variable.
[[nodiscard]] std::vector<std::uint64_t> symbolCounts(const Variable& variable);

} // namespace infoplane
