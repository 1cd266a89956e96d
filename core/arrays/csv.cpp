// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/csv.h"

#include "core/arrays/csv_cell.h"
#include "core/arrays/csv_columns.h"
#include "core/arrays/csv_table.h"

#include <algorithm>

namespace infoplane {
namespace {

using Cells = std::vector<std::string>;

// The chosen columns of the rows so far.
class Collector {
public:
    Collector(const Cells& names, std::vector<std::size_t> columns)
        : names_(names), columns_(std::move(columns)) {}

    Status add(const Cells& cells, std::size_t line) {
        for (const std::size_t c : columns_) {
            const auto cell = parseCsvNumber(cells[c]);
            if (!cell) return wrongCell(cells[c], names_[c], line);
            values_.push_back(cell->value);
            kind_ = std::max(kind_, cell->kind);
        }
        ++rows_;
        return {};
    }

    Result<NumericArray> finish() && {
        auto shape = tableShape({rows_, columns_.size()});
        if (!shape) return shape.error();
        const char* const type = kind_ == NumberKind::Bool    ? "true or false"
                                 : kind_ == NumberKind::Whole ? "whole numbers"
                                                              : "numbers";
        return makeArray(*shape, std::move(values_), kind_, type);
    }

private:
    Error wrongCell(const std::string& text, const std::string& column, std::size_t line) const {
        const std::string place = " in row " + std::to_string(rows_) + " (counted from 0, line " +
                                  std::to_string(line) + "), column " + column;
        if (isMissingCell(text)) return invalidArray("has an empty cell" + place + "; leave such rows out");
        return invalidArray("has \"" + text.substr(0, 40) + "\"" + place +
                            ", which is no number; number what is text from 0");
    }

    const Cells& names_;
    std::vector<std::size_t> columns_;
    std::vector<double> values_;
    std::uint64_t rows_ = 0;
    NumberKind kind_ = NumberKind::Bool;
};

Result<NumericArray> collect(CsvTable& table, std::vector<std::size_t> columns) {
    Collector collector(table.names(), std::move(columns));
    Cells cells;
    while (true) {
        const auto any = table.next(cells);
        if (!any) return any.error();
        if (!*any) return std::move(collector).finish();
        if (const Status status = collector.add(cells, table.line()); !status) return status.error();
    }
}

} // namespace

Result<NumericArray> readCsv(const std::string& path, const std::string& name) {
    const auto text = readCsvText(path);
    if (!text) return text.error();
    auto table = CsvTable::open(*text);
    if (!table) return table.error();
    auto columns = selectColumns(table->names(), name);
    if (!columns) return columns.error();
    return collect(*table, std::move(*columns));
}

Result<std::vector<ArrayListing>> listCsv(const std::string& path) {
    const auto text = readCsvText(path);
    if (!text) return text.error();
    const auto table = CsvTable::open(*text);
    if (!table) return table.error();
    std::vector<ArrayListing> listings;
    for (const std::string& name : table->names())
        listings.push_back({name, "column"});
    return listings;
}

} // namespace infoplane
