// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/layout.h"

#include "core/support/assert.h"

namespace infoplane {

std::size_t ColumnSpec::elements() const {
    std::size_t count = 1;
    for (const std::uint64_t extent : extents)
        count *= extent;
    return count;
}

std::optional<std::size_t> TableLayout::find(std::string_view column_path) const {
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].path == column_path) return i;
    return std::nullopt;
}

std::size_t TableLayout::index(std::string_view column_path) const {
    const auto position = find(column_path);
    INFOPLANE_ASSERT(position.has_value());
    return *position;
}

std::size_t TableLayout::rowBytes() const {
    std::size_t bytes = 0;
    for (const ColumnSpec& column : columns)
        bytes += column.bytes();
    return bytes;
}

} // namespace infoplane
