// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/arrays/csv_rows.h"

#include <string>
#include <string_view>
#include <vector>

namespace infoplane {

// The text of a file of at most kMostTextBytes, without a byte order mark. Errors (no context): larger, zero
// bytes, more than there is memory for.
[[nodiscard]] Result<std::string> readCsvText(const std::string& path);

// A text with the names of its columns, and the rows below them.
class CsvTable {
public:
    // `text` must outlive the table. An Error (no context) for an empty one.
    [[nodiscard]] static Result<CsvTable> open(std::string_view text);

    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

    // Takes the next row, as many cells as there are names; false: there is none. Errors (no context):
    // damaged quotes, another number of cells.
    [[nodiscard]] Result<bool> next(std::vector<std::string>& cells);

    // Of the row that was taken last, counted from 1 as editors do.
    [[nodiscard]] std::size_t line() const { return rows_.line(); }

private:
    explicit CsvTable(CsvRows rows) : rows_(rows) {}

    CsvRows rows_;
    std::vector<std::string> names_;
    std::vector<std::string> first_; // row of numbers, where the file has no names and it was not taken yet
};

} // namespace infoplane
