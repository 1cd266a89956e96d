// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/csv_table.h"

#include "core/arrays/csv.h"
#include "core/arrays/csv_cell.h"
#include "core/arrays/file_bytes.h"
#include "core/support/available_memory.h"

#include <algorithm>
#include <span>
#include <utility>

namespace infoplane {

Result<std::string> readCsvText(const std::string& path) {
    const auto file = FileBytes::open(path);
    if (!file) return file.error();
    if ((*file)->size() > kMostTextBytes)
        return invalidArray("is larger than the 1 GiB that are read as text; save it as .npy or .h5");
    if (const Status fits = checkMemory(2 * (*file)->size(), "its text", ""); !fits) return fits.error();
    std::string text((*file)->size(), '\0');
    if (const Status status = (*file)->read(std::as_writable_bytes(std::span(text))); !status)
        return status.error();
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    if (text.find('\0') != std::string::npos)
        return invalidArray("is no table in text: it holds zero bytes; save it as comma-separated UTF-8");
    return text;
}

Result<CsvTable> CsvTable::open(std::string_view text) {
    CsvTable table(CsvRows(text, csvSeparator(text)));
    const auto any = table.rows_.next(table.names_);
    if (!any) return any.error();
    if (!*any) return invalidArray("is empty");
    const bool numbers = std::ranges::all_of(
        table.names_, [](const std::string& cell) { return parseCsvNumber(cell).has_value(); });
    if (!numbers) return table;
    table.first_ = table.names_;
    for (std::size_t i = 0; i < table.names_.size(); ++i)
        table.names_[i] = std::to_string(i);
    return table;
}

Result<bool> CsvTable::next(std::vector<std::string>& cells) {
    if (!first_.empty()) {
        cells = std::exchange(first_, {});
        return true;
    }
    const auto any = rows_.next(cells);
    if (!any || !*any) return any;
    if (cells.size() != names_.size())
        return invalidArray("has " + std::to_string(cells.size()) + " cells in line " +
                            std::to_string(line()) + " and " + std::to_string(names_.size()) +
                            " columns; make them equal");
    return true;
}

} // namespace infoplane
