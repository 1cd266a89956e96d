// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace infoplane {

// Which of , ; and tabulator stands most often in the first line outside quotes; a comma when none does.
[[nodiscard]] char csvSeparator(std::string_view text);

// The rows of a text in the manner of RFC 4180: cells may stand in double quotes, in which "" is a quote and
// separators and line ends are text. Lines end in LF or CR LF. Blanks around a cell are left out, and so are
// empty lines at the end.
class CsvRows {
public:
    CsvRows(std::string_view text, char separator);

    // Takes the next row into `cells`; false: there is none. An Error (no context) for quotes that do not end
    // or for text after them.
    [[nodiscard]] Result<bool> next(std::vector<std::string>& cells);

    // Of the row that was taken last, counted from 1 as editors do.
    [[nodiscard]] std::size_t line() const { return line_; }

private:
    [[nodiscard]] Status takeCell(std::string& cell);
    [[nodiscard]] Status takeQuoted(std::string& cell);
    void skipBlanks();
    [[nodiscard]] bool atCellEnd() const;

    std::string_view text_;
    char separator_;
    std::size_t line_ = 0;
    std::size_t next_line_ = 1;
};

} // namespace infoplane
