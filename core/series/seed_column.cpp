// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/series/seed_column.h"

#include <cmath>
#include <limits>

namespace infoplane {

FloatColumn::FloatColumn(const Table& table, std::string_view path)
    : table_(table), column_(table.layout().find(path)) {
    if (column_) type_ = table.layout().columns[*column_].type;
}

double FloatColumn::at(std::uint64_t row, std::size_t element) const {
    if (type_ == ElementType::Float32)
        return static_cast<double>(table_.values<float>(*column_, row)[element]);
    return table_.values<double>(*column_, row)[element];
}

FlagColumn::FlagColumn(const Table& table, std::string_view path)
    : table_(table), column_(table.layout().find(path)) {}

std::uint32_t FlagColumn::at(std::uint64_t row, std::size_t element) const {
    return column_ ? table_.values<std::uint32_t>(*column_, row)[element] : 0u;
}

double meanOver(const FloatColumn& column, std::uint64_t row, const std::vector<std::size_t>& elements) {
    double sum = 0.0;
    for (const std::size_t element : elements)
        sum += column.at(row, element);
    return sum / static_cast<double>(elements.size());
}

double deviationOver(const FloatColumn& column, std::uint64_t row, const std::vector<std::size_t>& elements) {
    if (elements.size() < 2) return std::numeric_limits<double>::quiet_NaN();
    const double mean = meanOver(column, row, elements);
    double sum = 0.0;
    for (const std::size_t element : elements) {
        const double difference = column.at(row, element) - mean;
        sum += difference * difference;
    }
    return std::sqrt(sum / static_cast<double>(elements.size() - 1));
}

double errorOfMean(const FloatColumn& column, std::uint64_t row, const std::vector<std::size_t>& elements) {
    double sum = 0.0;
    for (const std::size_t element : elements) {
        const double error = column.at(row, element);
        sum += error * error;
    }
    return std::sqrt(sum) / static_cast<double>(elements.size());
}

} // namespace infoplane
