// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/slice.h"

#include <charconv>

namespace infoplane {
namespace {

std::optional<std::uint64_t> parseIndex(std::string_view text) {
    std::uint64_t index = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), index);
    if (failed != std::errc() || end != text.data() + text.size() || index == Range::kToTheEnd)
        return std::nullopt;
    return index;
}

std::optional<Range> parseRange(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) {
        const auto index = parseIndex(text);
        return index ? std::optional(Range{*index, *index + 1}) : std::nullopt;
    }
    Range range;
    if (const auto begin = text.substr(0, colon); !begin.empty()) {
        const auto index = parseIndex(begin);
        if (!index) return std::nullopt;
        range.begin = *index;
    }
    if (const auto end = text.substr(colon + 1); !end.empty()) {
        const auto index = parseIndex(end);
        if (!index) return std::nullopt;
        range.end = *index;
    }
    return range;
}

Result<Range> fitted(Range range, std::size_t count, const char* what) {
    if (range.end == Range::kToTheEnd) range.end = count;
    if (range.begin < range.end && range.end <= count) return range;
    return Error{ErrorCode::InvalidArgument,
                 "has " + std::to_string(count) + " " + what +
                     ", counted from 0, and there is nothing from " + std::to_string(range.begin) +
                     " to before " + std::to_string(range.end),
                 ""};
}

} // namespace

std::optional<SlicedName> parseSlice(std::string_view text) {
    const std::size_t open = text.rfind('[');
    if (!text.ends_with(']') || open == std::string_view::npos || open == 0) return std::nullopt;
    const std::string_view inside = text.substr(open + 1, text.size() - open - 2);
    const std::size_t comma = inside.find(',');
    const auto rows = parseRange(inside.substr(0, comma));
    const auto columns = comma == std::string_view::npos ? Range{} : parseRange(inside.substr(comma + 1));
    if (!rows || !columns) return std::nullopt;
    return SlicedName{std::string(text.substr(0, open)), *rows, *columns};
}

Result<NumericArray> sliced(const NumericArray& array, const SlicedName& slice) {
    const auto rows = fitted(slice.rows, array.rows, "rows");
    if (!rows) return rows.error();
    const auto columns = fitted(slice.columns, array.columns, "columns");
    if (!columns) return columns.error();
    NumericArray part;
    part.rows = rows->end - rows->begin;
    part.columns = columns->end - columns->begin;
    part.kind = array.kind;
    part.source = array.source + ", rows " + std::to_string(rows->begin) + " to " +
                  std::to_string(rows->end - 1) + ", columns " + std::to_string(columns->begin) + " to " +
                  std::to_string(columns->end - 1);
    part.values.reserve(part.rows * part.columns);
    for (std::size_t r = rows->begin; r < rows->end; ++r)
        for (std::size_t c = columns->begin; c < columns->end; ++c)
            part.values.push_back(array.values[r * array.columns + c]);
    return part;
}

} // namespace infoplane
