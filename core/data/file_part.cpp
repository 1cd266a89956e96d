// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/file_part.h"

#include "core/arrays/array_format.h"
#include "core/arrays/array_in_child.h"
#include "core/arrays/csv_cell.h"
#include "core/data/idx_part.h"
#include "core/data/memory_of.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace infoplane {
namespace {

constexpr double kLargestFloat = std::numeric_limits<float>::max();
constexpr std::uint64_t kMostRows = std::numeric_limits<std::uint32_t>::max();

Error unsuitable(const std::string& path, const std::string& name, std::string sentence) {
    return {ErrorCode::InvalidFile, std::move(sentence), path + ", " + name};
}

// At the commas that stand outside brackets: "x[:,0:3],z".
std::vector<std::string> splitNames(const std::string& names) {
    std::vector<std::string> all(1);
    int depth = 0;
    for (const char c : names) {
        depth += c == '[' ? 1 : c == ']' ? -1 : 0;
        if (c == ',' && depth <= 0)
            all.emplace_back();
        else
            all.back() += c;
    }
    return all;
}

Result<std::string> allColumnsBut(const std::string& path, const std::string& labels) {
    const auto columns = listArrays(path);
    if (!columns) return columns.error();
    std::string names;
    for (const ArrayListing& column : *columns) {
        if (column.name == labels) continue;
        if (column.name.find(',') != std::string::npos)
            return unsuitable(path, column.name, "has a comma in its name; name the columns in data.inputs");
        names += (names.empty() ? "" : ",") + column.name;
    }
    return names.empty() ? unsuitable(path, labels, "is the only column; inputs are needed beside it")
                         : Result<std::string>(names);
}

Status checkNumbers(const NumericArray& array, const std::string& path, const std::string& name) {
    const auto bad =
        std::ranges::find_if(array.values, [](double v) { return !(std::abs(v) <= kLargestFloat); });
    if (bad == array.values.end()) return {};
    const auto place = static_cast<std::size_t>(bad - array.values.begin());
    return unsuitable(
        path, name,
        std::string("holds ") + (std::isnan(*bad) ? "NaN" : "an infinity, or a number beyond float32,") +
            " in row " + std::to_string(place / array.columns) + ", column " +
            std::to_string(place % array.columns) + " (counted from 0); leave such rows out or fill them in");
}

// Sets `array` to the right of what `part` has.
void setBeside(FilePart& part, const NumericArray& array) {
    const std::size_t before = part.input_size, after = before + array.columns;
    std::vector<float> joined(array.rows * after);
    for (std::size_t r = 0; r < array.rows; ++r) {
        std::copy_n(part.inputs.begin() + static_cast<std::ptrdiff_t>(r * before), before,
                    joined.begin() + static_cast<std::ptrdiff_t>(r * after));
        for (std::size_t c = 0; c < array.columns; ++c)
            joined[r * after + before + c] = static_cast<float>(array.values[r * array.columns + c]);
    }
    part.inputs = std::move(joined);
    part.input_size = static_cast<std::uint32_t>(after);
}

Status join(FilePart& part, std::size_t& rows, const NumericArray& array, const std::string& path,
            const std::string& name) {
    if (part.input_size > 0 && array.rows != rows)
        return unsuitable(path, name,
                          "has " + std::to_string(array.rows) + " rows, and the inputs before it have " +
                              std::to_string(rows) + "; make them equal");
    if (array.rows > kMostRows) return unsuitable(path, name, "has more than 2^32 rows; take a part of it");
    if (const Status sound = checkNumbers(array, path, name); !sound) return sound;
    if (const Status fits = checkInputMemory(array.rows, part.input_size + array.columns, path); !fits)
        return fits;
    setBeside(part, array);
    rows = array.rows;
    return {};
}

Result<std::size_t> readInputs(FilePart& part, const std::string& path, const std::string& names,
                               bool is_table) {
    std::size_t rows = 0;
    for (const std::string& name : is_table ? std::vector{names} : splitNames(names)) {
        const auto array = readArraySafely(path, name);
        if (!array) return array.error();
        if (const Status joined = join(part, rows, *array, path, name); !joined) return joined.error();
    }
    return rows;
}

// Numbers where every text is one.
void turnIntoNumbers(LabelColumn& column) {
    std::vector<double> numbers;
    for (const std::string& text : column.texts) {
        const auto number = parseCsvNumber(text);
        if (!number || number->kind == NumberKind::Bool) return;
        numbers.push_back(number->value);
    }
    column.numbers = std::move(numbers);
    column.texts.clear();
}

Result<LabelColumn> readLabels(const std::string& path, const std::string& name, bool is_table) {
    LabelColumn column{path, name, {}, {}};
    if (is_table) {
        auto texts = readTextColumn(path, name);
        if (!texts) return texts.error();
        column.texts = std::move(*texts);
        turnIntoNumbers(column);
    } else {
        auto array = readArraySafely(path, name);
        if (!array) return array.error();
        if (array->columns != 1)
            return unsuitable(path, name,
                              "has " + std::to_string(array->columns) +
                                  " columns, and labels are one; take one as NAME[:,I]");
        column.numbers = std::move(array->values);
    }
    const auto bad = std::ranges::find_if(column.numbers, [](double v) { return !std::isfinite(v); });
    if (bad != column.numbers.end())
        return unsuitable(path, name,
                          "holds a label that is no number in row " +
                              std::to_string(bad - column.numbers.begin()) +
                              " (counted from 0); leave such rows out");
    return column;
}

Result<std::string> inputNames(const std::string& path, const std::string& inputs, const std::string& labels,
                               bool is_table) {
    if (!inputs.empty()) return inputs;
    if (is_table) return allColumnsBut(path, labels);
    return Error{ErrorCode::InvalidArgument, "names no inputs; give the array of the file that holds them",
                 "data.inputs"};
}

} // namespace

Result<FilePart> readFilePart(const std::string& path, const std::string& inputs, const std::string& labels) {
    if (isIdxFile(path)) return readIdxPart(path, labels);
    const auto format = formatOf(path);
    if (!format) return Error{format.error().code, format.error().message, path};
    const bool is_table = *format == ArrayFormat::Text;
    const auto names = inputNames(path, inputs, labels, is_table);
    if (!names) return names.error();
    auto column = readLabels(path, labels, is_table);
    if (!column) return column.error();
    FilePart part;
    const auto rows = readInputs(part, path, *names, is_table);
    if (!rows) return rows.error();
    part.labels = std::move(*column);
    const std::size_t label_count = part.labels.numbers.size() + part.labels.texts.size();
    if (label_count == *rows) return part;
    return unsuitable(path, labels,
                      "has " + std::to_string(label_count) + " labels for the " + std::to_string(*rows) +
                          " rows of " + *names + "; make them equal");
}

} // namespace infoplane
