// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/hdf5/object.h"
#include "core/store/table.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

// The columns of a table as datasets of a file. All throw hdf5::Failure.
namespace infoplane {

// How a file's row-wise datasets are stored.
enum class Storage {
    Live,     // chunks without filters that grow, for SWMR
    Finished, // of their final size; gzip and byte shuffle where they are large
};

// Makes the datasets of a table and writes rows to them.
class TableWriter {
public:
    // Below `group`; with Storage::Finished for exactly `rows` rows.
    TableWriter(const hdf5::Object& group, const TableLayout& layout, Storage storage, std::uint64_t rows);

    // Writes rows [written(), end) of `table` and nothing else; they are not data before commit().
    void write(const Table& table, std::uint64_t end);
    // Makes what was written count.
    void commit();
    void abandon(); // see hdf5::Object

private:
    void writeColumn(std::size_t column, const Table& table, std::uint64_t end);

    std::vector<hdf5::Object> datasets_;
    hdf5::Object counter_;
    Storage storage_;
    std::uint64_t written_ = 0;
    std::uint64_t committed_ = 0;
};

// Reads the datasets of a table from a file that may hold anything.
class TableReader {
public:
    // `file_bytes` bounds what the file can hold.
    TableReader(const hdf5::Object& group, const TableLayout& layout);

    // Rows that are data; looks at the file again when `live`.
    [[nodiscard]] std::uint64_t committed(bool live);
    // Throws when the datasets are shorter than `rows`; looks at the file again when `live`.
    void require(std::uint64_t rows, bool live);
    // The rows [first, first + count) of one column, one after the other.
    void read(std::size_t column, std::uint64_t first, std::uint64_t count, std::span<std::byte> out) const;
    // Bytes the file needs at least to hold `rows` rows (deflate packs 1032 to 1 at best).
    [[nodiscard]] double leastBytes(std::uint64_t rows) const;
    [[nodiscard]] const TableLayout& layout() const { return layout_; }

private:
    struct Column {
        hdf5::Object dataset;
        hdf5::Object type;
        bool compressed = false;
    };
    const TableLayout& layout_;
    std::vector<Column> columns_;
    hdf5::Object counter_;
};

} // namespace infoplane
