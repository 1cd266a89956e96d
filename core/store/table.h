// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/layout.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace infoplane {

// One row on its way into a table: every column zero-initialised (floating columns NaN), filled by column
// position.
class Row {
public:
    explicit Row(const TableLayout& layout);

    // The elements of one column, row-major over its axes; T must be the column's element type (a mismatch is
    // a bug).
    template <class T>
    [[nodiscard]] std::span<T> values(std::size_t column);
    // Text of a Text column, cut at a character boundary if it is too long.
    void setText(std::size_t column, std::string_view text);

    [[nodiscard]] std::span<const std::byte> bytes(std::size_t column) const { return columns_[column]; }
    [[nodiscard]] std::span<std::byte> bytes(std::size_t column) { return columns_[column]; }
    [[nodiscard]] const TableLayout& layout() const { return *layout_; }

private:
    const TableLayout* layout_;
    std::vector<std::vector<std::byte>> columns_;
};

// Append-only columns with one writer and any number of readers, without locks: rows below rows() never
// change and never move. Readers call rows() (acquire) and read what lies below; the writer fills a row, then
// publishes it (release).
class Table {
public:
    explicit Table(TableLayout layout);
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;

    [[nodiscard]] const TableLayout& layout() const { return layout_; }

    // Writer only.
    void append(const Row& row);

    // Any thread.
    [[nodiscard]] std::uint64_t rows() const { return rows_.load(std::memory_order_acquire); }
    // `row` must be below rows().
    [[nodiscard]] std::span<const std::byte> bytes(std::size_t column, std::uint64_t row) const;
    template <class T>
    [[nodiscard]] std::span<const T> values(std::size_t column, std::uint64_t row) const;
    [[nodiscard]] std::string text(std::size_t column, std::uint64_t row) const;

private:
    // Segment k holds first_segment_rows_ << k rows, so addresses are stable and 48 segments outlast any run.
    static constexpr std::size_t kSegments = 48;
    struct Position {
        std::size_t segment;
        std::uint64_t row;
    };
    [[nodiscard]] Position locate(std::uint64_t row) const;

    TableLayout layout_;
    std::uint64_t first_segment_rows_;
    // [segment][column]; a segment is written before the row counter that makes it visible.
    std::array<std::vector<std::unique_ptr<std::uint64_t[]>>, kSegments> segments_;
    std::atomic<std::uint64_t> rows_{0};
};

} // namespace infoplane
