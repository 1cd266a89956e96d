// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace infoplane::ui {

// The points that fall on one column of pixels.
struct Column {
    double pixel = 0.0; // its centre
    std::size_t begin = 0, end = 0;
};

// Groups ascending coordinates by columns of pixels from `left` to `right`. `coordinate_at` gives the
// coordinate of a pixel and ascends. Columns without points are left out; points outside make no column.
[[nodiscard]] std::vector<Column> columnsOf(std::span<const double> ascending, double left, double right,
                                            const std::function<double(double)>& coordinate_at);

// The points of a column that a line through it must touch: first, lowest, highest and last of the finite
// ones, in the order of the data, each once.
[[nodiscard]] std::vector<std::size_t> extremesOf(const Column& column, std::span<const double> values);

} // namespace infoplane::ui
