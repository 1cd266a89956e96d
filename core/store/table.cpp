// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/table.h"

#include "core/support/assert.h"
#include "core/support/utf8.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace infoplane {
namespace {

template <class T>
constexpr bool holds(ElementType type) {
    if constexpr (std::is_same_v<T, float>) return type == ElementType::Float32;
    if constexpr (std::is_same_v<T, double>) return type == ElementType::Float64;
    if constexpr (std::is_same_v<T, std::int32_t>) return type == ElementType::Int32;
    if constexpr (std::is_same_v<T, std::uint32_t>) return type == ElementType::UInt32;
    if constexpr (std::is_same_v<T, std::uint64_t>) return type == ElementType::UInt64;
    if constexpr (std::is_same_v<T, char>) return type == ElementType::Text;
    return false;
}

template <class T>
void fill(std::vector<std::byte>& bytes, T value) {
    for (std::size_t offset = 0; offset + sizeof(T) <= bytes.size(); offset += sizeof(T))
        std::memcpy(bytes.data() + offset, &value, sizeof(T));
}

// About 64 KiB of rows in the first segment, so that small runs stay small and long ones need few segments.
std::uint64_t rowsOfFirstSegment(const TableLayout& layout) {
    const std::uint64_t bytes = std::max<std::uint64_t>(layout.rowBytes(), 1);
    return std::bit_floor(std::clamp<std::uint64_t>(65536 / bytes, 1, 64));
}

} // namespace

Row::Row(const TableLayout& layout) : layout_(&layout) {
    for (const ColumnSpec& column : layout.columns) {
        std::vector<std::byte>& bytes = columns_.emplace_back(column.bytes());
        if (column.type == ElementType::Float32) fill(bytes, std::numeric_limits<float>::quiet_NaN());
        if (column.type == ElementType::Float64) fill(bytes, std::numeric_limits<double>::quiet_NaN());
    }
}

template <class T>
std::span<T> Row::values(std::size_t column) {
    INFOPLANE_ASSERT(column < columns_.size() && holds<T>(layout_->columns[column].type));
    std::vector<std::byte>& bytes = columns_[column];
    return {reinterpret_cast<T*>(bytes.data()), bytes.size() / sizeof(T)};
}

void Row::setText(std::size_t column, std::string_view text) {
    const std::span<char> target = values<char>(column);
    const std::string_view kept = cutUtf8(text, target.size());
    std::fill(target.begin(), target.end(), '\0');
    std::copy(kept.begin(), kept.end(), target.begin());
}

Table::Table(TableLayout layout)
    : layout_(std::move(layout)), first_segment_rows_(rowsOfFirstSegment(layout_)) {}

Table::Position Table::locate(std::uint64_t row) const {
    const std::uint64_t block = row / first_segment_rows_ + 1;
    const auto segment = static_cast<std::size_t>(std::bit_width(block) - 1);
    const std::uint64_t start = ((std::uint64_t{1} << segment) - 1) * first_segment_rows_;
    return {segment, row - start};
}

void Table::append(const Row& row) {
    INFOPLANE_ASSERT(&row.layout() == &layout_ || row.layout() == layout_);
    const std::uint64_t number = rows_.load(std::memory_order_relaxed);
    const Position at = locate(number);
    INFOPLANE_ASSERT(at.segment < kSegments);
    auto& segment = segments_[at.segment];
    if (segment.empty()) {
        const std::uint64_t capacity = first_segment_rows_ << at.segment;
        for (const ColumnSpec& column : layout_.columns)
            segment.push_back(
                std::make_unique_for_overwrite<std::uint64_t[]>((column.bytes() * capacity + 7) / 8));
    }
    for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
        const std::span<const std::byte> source = row.bytes(i);
        auto* target = reinterpret_cast<std::byte*>(segment[i].get()) + at.row * source.size();
        std::memcpy(target, source.data(), source.size());
    }
    rows_.store(number + 1, std::memory_order_release);
}

std::span<const std::byte> Table::bytes(std::size_t column, std::uint64_t row) const {
    INFOPLANE_ASSERT(column < layout_.columns.size() && row < rows());
    const Position at = locate(row);
    const std::size_t size = layout_.columns[column].bytes();
    return {reinterpret_cast<const std::byte*>(segments_[at.segment][column].get()) + at.row * size, size};
}

template <class T>
std::span<const T> Table::values(std::size_t column, std::uint64_t row) const {
    const std::span<const std::byte> raw = bytes(column, row);
    INFOPLANE_ASSERT(holds<T>(layout_.columns[column].type));
    return {reinterpret_cast<const T*>(raw.data()), raw.size() / sizeof(T)};
}

std::string Table::text(std::size_t column, std::uint64_t row) const {
    const std::span<const char> raw = values<char>(column, row);
    return {raw.begin(), std::find(raw.begin(), raw.end(), '\0')};
}

#define INFOPLANE_INSTANTIATE(T)                                                                             \
    template std::span<T> Row::values<T>(std::size_t);                                                       \
    template std::span<const T> Table::values<T>(std::size_t, std::uint64_t) const;
INFOPLANE_INSTANTIATE(float)
INFOPLANE_INSTANTIATE(double)
INFOPLANE_INSTANTIATE(std::int32_t)
INFOPLANE_INSTANTIATE(std::uint32_t)
INFOPLANE_INSTANTIATE(std::uint64_t)
INFOPLANE_INSTANTIATE(char)
#undef INFOPLANE_INSTANTIATE

} // namespace infoplane
