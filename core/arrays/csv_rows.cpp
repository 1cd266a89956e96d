// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/csv_rows.h"

#include "core/arrays/numeric_array.h"

#include <algorithm>
#include <array>

namespace infoplane {
namespace {

constexpr std::array<char, 3> kSeparators{',', ';', '\t'};

} // namespace

char csvSeparator(std::string_view text) {
    std::array<std::size_t, kSeparators.size()> counts{};
    bool quoted = false;
    for (const char c : text) {
        if (c == '"') quoted = !quoted;
        if (c == '\n' && !quoted) break;
        const auto place = std::ranges::find(kSeparators, c);
        if (place != kSeparators.end() && !quoted)
            ++counts[static_cast<std::size_t>(place - kSeparators.begin())];
    }
    return kSeparators[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

CsvRows::CsvRows(std::string_view text, char separator) : text_(text), separator_(separator) {
    text_.remove_suffix(text_.size() - std::min(text_.find_last_not_of("\r\n") + 1, text_.size()));
}

void CsvRows::skipBlanks() {
    while (!text_.empty() && text_.front() != separator_ && (text_.front() == ' ' || text_.front() == '\t'))
        text_.remove_prefix(1);
}

bool CsvRows::atCellEnd() const {
    return text_.empty() || text_.front() == separator_ || text_.front() == '\n' || text_.starts_with("\r\n");
}

Status CsvRows::takeQuoted(std::string& cell) {
    text_.remove_prefix(1);
    while (true) {
        const std::size_t quote = text_.find('"');
        if (quote == std::string_view::npos)
            return invalidArray("has quotes in line " + std::to_string(line_) + " that do not end");
        const std::string_view part = text_.substr(0, quote);
        next_line_ += static_cast<std::size_t>(std::ranges::count(part, '\n'));
        cell += part;
        text_.remove_prefix(quote + 1);
        if (!text_.starts_with('"')) break;
        cell += '"';
        text_.remove_prefix(1);
    }
    skipBlanks();
    if (atCellEnd()) return {};
    return invalidArray("has text behind closing quotes in line " + std::to_string(line_));
}

Status CsvRows::takeCell(std::string& cell) {
    cell.clear();
    skipBlanks();
    if (text_.starts_with('"')) return takeQuoted(cell);
    const std::size_t end = std::min(text_.find_first_of(std::string{separator_, '\n'}), text_.size());
    cell = text_.substr(0, end);
    cell.erase(cell.find_last_not_of(" \t\r") + 1);
    text_.remove_prefix(end);
    return {};
}

Result<bool> CsvRows::next(std::vector<std::string>& cells) {
    if (text_.empty()) return false;
    line_ = next_line_;
    std::size_t count = 0;
    while (true) {
        if (count == cells.size()) cells.emplace_back();
        if (const Status status = takeCell(cells[count]); !status) return status.error();
        ++count;
        if (!text_.starts_with(separator_)) break;
        text_.remove_prefix(1);
    }
    cells.resize(count);
    if (text_.starts_with('\r')) text_.remove_prefix(1);
    if (text_.starts_with('\n')) text_.remove_prefix(1);
    ++next_line_;
    return true;
}

} // namespace infoplane
