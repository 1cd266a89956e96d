// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/columns.h"

#include <algorithm>
#include <cmath>

namespace infoplane::ui {

std::vector<Column> columnsOf(std::span<const double> ascending, double left, double right,
                              const std::function<double(double)>& coordinate_at) {
    std::vector<Column> columns;
    auto at = std::lower_bound(ascending.begin(), ascending.end(), coordinate_at(left));
    for (double pixel = left; pixel < right && at != ascending.end(); pixel += 1.0) {
        const auto end = std::lower_bound(at, ascending.end(), coordinate_at(std::min(pixel + 1.0, right)));
        if (end != at)
            columns.push_back({pixel + 0.5, static_cast<std::size_t>(at - ascending.begin()),
                               static_cast<std::size_t>(end - ascending.begin())});
        at = end;
    }
    return columns;
}

std::vector<std::size_t> extremesOf(const Column& column, std::span<const double> values) {
    std::vector<std::size_t> kept;
    std::size_t first = column.end, last = column.end, low = column.end, high = column.end;
    for (std::size_t i = column.begin; i < column.end; ++i) {
        if (!std::isfinite(values[i])) continue;
        if (first == column.end) first = low = high = i;
        if (values[i] < values[low]) low = i;
        if (values[i] > values[high]) high = i;
        last = i;
    }
    if (first == column.end) return kept;
    kept = {first, std::min(low, high), std::max(low, high), last};
    kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
    return kept;
}

} // namespace infoplane::ui
