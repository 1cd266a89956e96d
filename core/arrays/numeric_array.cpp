// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/numeric_array.h"

#include "core/support/assert.h"
#include "core/support/available_memory.h"

#include <algorithm>
#include <cmath>

namespace infoplane {
namespace {

constexpr double kFirstAmbiguous = 9007199254740992.0; // 2^53: 2^53 + 1 is the same double

std::string describeSource(const TableShape& shape, const std::string& type) {
    std::string text = type + " " + shapeText(shape.extents);
    if (shape.extents.size() > 2)
        text += " taken as [" + std::to_string(shape.rows) + ", " + std::to_string(shape.columns) + "]";
    return text;
}

} // namespace

Error invalidArray(std::string sentence) {
    return {ErrorCode::InvalidFile, std::move(sentence), ""};
}

std::string shapeText(std::span<const std::uint64_t> extents) {
    std::string text = "[";
    for (std::size_t i = 0; i < extents.size(); ++i)
        text += (i == 0 ? "" : ", ") + std::to_string(extents[i]);
    return text + "]";
}

Result<TableShape> tableShape(std::vector<std::uint64_t> extents) {
    if (extents.empty()) return invalidArray("is a single number; an array with a row a point is needed");
    if (extents[0] == 0) return invalidArray("has no rows: its shape is " + shapeText(extents));
    std::uint64_t count = 1;
    for (const std::uint64_t extent : extents) {
        if (extent == 0) return invalidArray("has no columns: its shape is " + shapeText(extents));
        if (extent > kMostArrayValues / count)
            return invalidArray("announces the shape " + shapeText(extents) + ", and at most " +
                                std::to_string(kMostArrayValues) + " numbers are read; take a part of it");
        count *= extent;
    }
    const std::uint64_t rows = extents[0];
    return TableShape{std::move(extents), rows, count / rows};
}

Status checkArrayMemory(const TableShape& shape) {
    return checkMemory(2 * sizeof(double) * shape.rows * shape.columns,
                       "the array of shape " + shapeText(shape.extents), "");
}

Result<NumericArray> makeArray(const TableShape& shape, std::vector<double> values, NumberKind kind,
                               const std::string& type) {
    INFOPLANE_ASSERT(values.size() == shape.rows * shape.columns);
    if (kind == NumberKind::Whole) {
        const auto large =
            std::ranges::find_if(values, [](double v) { return std::abs(v) >= kFirstAmbiguous; });
        if (large != values.end())
            return invalidArray(
                "holds whole numbers of 2^53 or more (row " +
                std::to_string(static_cast<std::size_t>(large - values.begin()) / shape.columns) +
                ", counted from 0), which are not told apart here; number them from 0");
    }
    return NumericArray{shape.rows, shape.columns, std::move(values), kind, describeSource(shape, type)};
}

std::vector<double> lastIndexFastest(std::vector<double> values, std::span<const std::uint64_t> extents) {
    if (extents.size() < 2) return values;
    std::vector<double> ordered(values.size());
    std::vector<std::uint64_t> index(extents.size(), 0); // of `ordered`, the last one fastest
    for (double& value : ordered) {
        std::size_t place = 0;
        for (std::size_t i = extents.size(); i-- > 0;)
            place = place * extents[i] + index[i];
        value = values[place];
        for (std::size_t i = extents.size(); i-- > 0 && ++index[i] == extents[i];)
            index[i] = 0;
    }
    return ordered;
}

} // namespace infoplane
