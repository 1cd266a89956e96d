// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/table.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

// Reduction of a table's seed axis, which is the last axis of every column that has one.
namespace infoplane {

// A floating column read as double.
class FloatColumn {
public:
    FloatColumn(const Table& table, std::string_view path);

    [[nodiscard]] bool exists() const { return column_.has_value(); }
    [[nodiscard]] double at(std::uint64_t row, std::size_t element) const;

private:
    const Table& table_;
    std::optional<std::size_t> column_;
    ElementType type_ = ElementType::Float64;
};

// A flags column; one that does not exist has no flag set.
class FlagColumn {
public:
    FlagColumn(const Table& table, std::string_view path);
    [[nodiscard]] std::uint32_t at(std::uint64_t row, std::size_t element) const;

private:
    const Table& table_;
    std::optional<std::size_t> column_;
};

// Mean over `elements` (the positions of the measured seeds in a row; at least one).
[[nodiscard]] double meanOver(const FloatColumn& column, std::uint64_t row,
                              const std::vector<std::size_t>& elements);
// Standard deviation with n - 1; NaN for one element.
[[nodiscard]] double deviationOver(const FloatColumn& column, std::uint64_t row,
                                   const std::vector<std::size_t>& elements);
// sqrt(sum e^2) / n: the standard error of the mean of independent values with standard errors e.
[[nodiscard]] double errorOfMean(const FloatColumn& column, std::uint64_t row,
                                 const std::vector<std::size_t>& elements);

} // namespace infoplane
