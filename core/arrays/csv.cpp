// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/csv.h"

#include "core/arrays/csv_columns.h"
#include "core/arrays/csv_rows.h"
#include "core/arrays/file_bytes.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

namespace infoplane {
namespace {

using Cells = std::vector<std::string>;

struct Cell {
    double value;
    NumberKind kind;
};

// Empty for what is no number.
std::optional<Cell> parseCell(std::string_view text) {
    if (text == "true" || text == "True" || text == "TRUE") return Cell{1.0, NumberKind::Bool};
    if (text == "false" || text == "False" || text == "FALSE") return Cell{0.0, NumberKind::Bool};
    if (text.size() > 1 && text.front() == '+' && text[1] != '-') text.remove_prefix(1);
    double value = 0.0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed == std::errc::result_out_of_range)
        value = std::numeric_limits<double>::infinity();
    else if (failed != std::errc())
        return std::nullopt;
    if (end != text.data() + text.size()) return std::nullopt;
    const bool whole = text.find_first_not_of("-0123456789") == std::string_view::npos;
    return Cell{value, whole ? NumberKind::Whole : NumberKind::Real};
}

bool isMissing(std::string_view text) {
    return text.empty() || text == "NA" || text == "N/A" || text == "null" || text == "NULL" ||
           text == "None";
}

Result<std::string> readText(const std::string& path) {
    const auto file = FileBytes::open(path);
    if (!file) return file.error();
    if ((*file)->size() > kMostTextBytes)
        return invalidArray("is larger than the 1 GiB that are read as text; save it as .npy or .h5");
    std::string text((*file)->size(), '\0');
    if (const Status status = (*file)->read(std::as_writable_bytes(std::span(text))); !status)
        return status.error();
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    if (text.find('\0') != std::string::npos)
        return invalidArray("is no table in text: it holds zero bytes; save it as comma-separated UTF-8");
    return text;
}

// A text with its names, ready for the first row of numbers.
struct Table {
    CsvRows rows;
    Cells names;
    Cells first; // row of numbers, where the file has no names
};

Result<Table> openTable(std::string_view text) {
    Table table{CsvRows(text, csvSeparator(text)), {}, {}};
    const auto any = table.rows.next(table.names);
    if (!any) return any.error();
    if (!*any) return invalidArray("is empty");
    const bool numbers =
        std::ranges::all_of(table.names, [](const std::string& c) { return parseCell(c).has_value(); });
    if (!numbers) return table;
    table.first = table.names;
    for (std::size_t i = 0; i < table.names.size(); ++i)
        table.names[i] = std::to_string(i);
    return table;
}

// The chosen columns of the rows so far.
class Collector {
public:
    Collector(const Cells& names, std::vector<std::size_t> columns)
        : names_(names), columns_(std::move(columns)) {}

    Status add(const Cells& cells, std::size_t line) {
        if (cells.size() != names_.size())
            return invalidArray("has " + std::to_string(cells.size()) + " cells in line " +
                                std::to_string(line) + " and " + std::to_string(names_.size()) +
                                " columns; make them equal");
        for (const std::size_t c : columns_) {
            const auto cell = parseCell(cells[c]);
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
        if (isMissing(text)) return invalidArray("has an empty cell" + place + "; leave such rows out");
        return invalidArray("has \"" + text.substr(0, 40) + "\"" + place +
                            ", which is no number; number what is text from 0");
    }

    const Cells& names_;
    std::vector<std::size_t> columns_;
    std::vector<double> values_;
    std::uint64_t rows_ = 0;
    NumberKind kind_ = NumberKind::Bool;
};

Result<NumericArray> collect(Table& table, std::vector<std::size_t> columns) {
    Collector collector(table.names, std::move(columns));
    if (!table.first.empty())
        if (const Status status = collector.add(table.first, table.rows.line()); !status)
            return status.error();
    Cells cells;
    while (true) {
        const auto any = table.rows.next(cells);
        if (!any) return any.error();
        if (!*any) return std::move(collector).finish();
        if (const Status status = collector.add(cells, table.rows.line()); !status) return status.error();
    }
}

} // namespace

Result<NumericArray> readCsv(const std::string& path, const std::string& name) {
    const auto text = readText(path);
    if (!text) return text.error();
    auto table = openTable(*text);
    if (!table) return table.error();
    auto columns = selectColumns(table->names, name);
    if (!columns) return columns.error();
    return collect(*table, std::move(*columns));
}

Result<std::vector<ArrayListing>> listCsv(const std::string& path) {
    const auto text = readText(path);
    if (!text) return text.error();
    const auto table = openTable(*text);
    if (!table) return table.error();
    std::vector<ArrayListing> listings;
    for (const std::string& name : table->names)
        listings.push_back({name, "column"});
    return listings;
}

} // namespace infoplane
