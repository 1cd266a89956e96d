// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/csv_cell.h"

#include <charconv>
#include <limits>
#include <string>

namespace infoplane {

std::optional<CsvNumber> parseCsvNumber(std::string_view text) {
    if (text == "true" || text == "True" || text == "TRUE") return CsvNumber{1.0, NumberKind::Bool};
    if (text == "false" || text == "False" || text == "FALSE") return CsvNumber{0.0, NumberKind::Bool};
    if (text.size() > 1 && text.front() == '+' && text[1] != '-') text.remove_prefix(1);
    double value = 0.0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed == std::errc::result_out_of_range)
        value = std::numeric_limits<double>::infinity();
    else if (failed != std::errc())
        return std::nullopt;
    if (end != text.data() + text.size()) return std::nullopt;
    const bool whole = text.find_first_not_of("-0123456789") == std::string_view::npos;
    return CsvNumber{value, whole ? NumberKind::Whole : NumberKind::Real};
}

bool isMissingCell(std::string_view text) {
    return text.empty() || text == "NA" || text == "N/A" || text == "null" || text == "NULL" ||
           text == "None";
}

} // namespace infoplane
