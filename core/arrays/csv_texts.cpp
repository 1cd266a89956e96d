// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/csv_texts.h"

#include "core/arrays/csv_cell.h"
#include "core/arrays/csv_columns.h"
#include "core/arrays/csv_table.h"

namespace infoplane {
namespace {

Result<std::size_t> selectColumn(const CsvTable& table, const std::string& column) {
    const auto columns = selectColumns(table.names(), column);
    if (!columns) return columns.error();
    if (columns->size() != 1) return invalidArray(column + " is several columns; name one");
    return columns->front();
}

Result<std::vector<std::string>> collectTexts(CsvTable& table, std::size_t column) {
    std::vector<std::string> texts;
    std::vector<std::string> cells;
    while (true) {
        const auto any = table.next(cells);
        if (!any) return any.error();
        if (!*any) return texts;
        if (isMissingCell(cells[column]))
            return invalidArray("has an empty cell in row " + std::to_string(texts.size()) +
                                " (counted from 0, line " + std::to_string(table.line()) + "), column " +
                                table.names()[column] + "; leave such rows out");
        texts.push_back(cells[column]);
    }
}

} // namespace

Result<std::vector<std::string>> readCsvTexts(const std::string& path, const std::string& column) {
    const auto text = readCsvText(path);
    if (!text) return text.error();
    auto table = CsvTable::open(*text);
    if (!table) return table.error();
    const auto chosen = selectColumn(*table, column);
    if (!chosen) return chosen.error();
    return collectTexts(*table, *chosen);
}

} // namespace infoplane
