// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/label_classes.h"

#include "core/support/assert.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace infoplane {
namespace {

std::string nameOfClass(const std::string& text) {
    return text;
}

std::string nameOfClass(double number) {
    std::array<char, 32> text{};
    const auto [end, failed] = std::to_chars(text.data(), text.data() + text.size(), number + 0.0); // -0 is 0
    INFOPLANE_ASSERT(failed == std::errc());
    return {text.data(), end};
}

template <class T>
std::vector<T> distinctOf(std::span<const LabelColumn* const> columns, std::vector<T> LabelColumn::*values) {
    std::vector<T> all;
    for (const LabelColumn* column : columns)
        all.insert(all.end(), (column->*values).begin(), (column->*values).end());
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

Error refused(const LabelColumn& column, std::string sentence) {
    return {ErrorCode::InvalidFile, std::move(sentence), column.path + ", " + column.name};
}

template <class T>
Result<LabelClasses> numbered(std::span<const LabelColumn* const> columns,
                              std::vector<T> LabelColumn::*values) {
    const std::vector<T> distinct = distinctOf(columns, values);
    if (distinct.size() > kMostClasses)
        return refused(*columns[0], "has " + std::to_string(distinct.size()) +
                                        " distinct values, and at most " + std::to_string(kMostClasses) +
                                        " classes are trained on; is it the label column?");
    if (distinct.size() < 2)
        return refused(*columns[0], "has the same value in every row; labels need two classes at least");
    LabelClasses classes;
    for (const T& value : distinct)
        classes.names.push_back(nameOfClass(value));
    for (const LabelColumn* column : columns) {
        auto& labels = classes.labels.emplace_back();
        for (const T& value : column->*values)
            labels.push_back(
                static_cast<std::uint32_t>(std::ranges::lower_bound(distinct, value) - distinct.begin()));
    }
    return classes;
}

} // namespace

Result<LabelClasses> classesOf(std::span<const LabelColumn* const> columns) {
    INFOPLANE_ASSERT(!columns.empty());
    const bool texts = !columns[0]->texts.empty();
    for (const LabelColumn* column : columns)
        if (column->texts.empty() == texts)
            return refused(*column, std::string("holds ") + (texts ? "numbers" : "text") +
                                        ", and the labels of the training part are " +
                                        (texts ? "text" : "numbers") + "; write both alike");
    return texts ? numbered(columns, &LabelColumn::texts) : numbered(columns, &LabelColumn::numbers);
}

} // namespace infoplane
