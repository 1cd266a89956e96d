// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/csv_columns.h"

#include "core/arrays/array_file.h"

#include <algorithm>

namespace infoplane {
namespace {

using Columns = std::vector<std::size_t>;

// Empty where no column has this name.
std::optional<Result<std::size_t>> find(const std::vector<std::string>& names, std::string_view name) {
    const auto first = std::ranges::find(names, name);
    if (first == names.end()) return std::nullopt;
    if (std::find(first + 1, names.end(), name) != names.end())
        return Result<std::size_t>(invalidArray("has several columns with the name " + std::string(name) +
                                                "; give them names of their own"));
    return Result<std::size_t>(static_cast<std::size_t>(first - names.begin()));
}

// A:B, at whatever colon both sides are names.
std::optional<Columns> findRange(const std::vector<std::string>& names, std::string_view text) {
    for (std::size_t colon = text.find(':'); colon != std::string_view::npos;
         colon = text.find(':', colon + 1)) {
        const auto first = find(names, text.substr(0, colon)), last = find(names, text.substr(colon + 1));
        if (!first || !last || !*first || !*last || **first > **last) continue;
        Columns columns;
        for (std::size_t c = **first; c <= **last; ++c)
            columns.push_back(c);
        return columns;
    }
    return std::nullopt;
}

Result<Columns> selectOne(const std::vector<std::string>& names, std::string_view text) {
    if (const auto column = find(names, text)) {
        if (!*column) return column->error();
        return Columns{**column};
    }
    if (auto range = findRange(names, text)) return std::move(*range);
    return noSuchArray(std::string(text));
}

} // namespace

Result<Columns> selectColumns(const std::vector<std::string>& names, std::string_view selection) {
    if (find(names, selection)) return selectOne(names, selection);
    Columns all;
    while (true) {
        const std::size_t comma = selection.find(',');
        const auto some = selectOne(names, selection.substr(0, comma));
        if (!some) return some.error();
        all.insert(all.end(), some->begin(), some->end());
        if (comma == std::string_view::npos) return all;
        selection.remove_prefix(comma + 1);
    }
}

} // namespace infoplane
