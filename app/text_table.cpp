// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text_table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <ostream>

namespace infoplane::app {
namespace {

template <class... Format>
std::string converted(double value, Format... format) {
    std::array<char, 512> text{}; // the longest double in fixed form has 309 digits before the point
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, format...).ptr;
    return {text.data(), end};
}

std::string twoDigits(long long value) {
    return (value < 10 ? "0" : "") + std::to_string(value);
}

} // namespace

void writeColumns(std::ostream& out, const std::vector<std::vector<std::string>>& rows, std::size_t indent) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    for (const auto& row : rows) {
        std::string line(indent, ' ');
        for (std::size_t i = 0; i < row.size(); ++i)
            line += row[i] + std::string(widths[i] - row[i].size() + 2, ' ');
        line.erase(line.find_last_not_of(' ') + 1);
        out << line << '\n';
    }
}

std::string fixed(double value, int digits) {
    return converted(value, std::chars_format::fixed, digits);
}

std::string shortNumber(double value, int digits) {
    return converted(value, std::chars_format::general, digits);
}

std::string clockTime(double seconds) {
    const auto whole = std::llround(std::clamp(seconds, 0.0, 1e9));
    const std::string tail = twoDigits(whole % 60);
    if (whole < 3600) return std::to_string(whole / 60) + ":" + tail;
    return std::to_string(whole / 3600) + ":" + twoDigits(whole / 60 % 60) + ":" + tail;
}

} // namespace infoplane::app
