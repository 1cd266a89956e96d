// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/variable.h"

#include "core/estimators/counts/state_table.h"
#include "core/support/assert.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>
#include <utility>

namespace infoplane {
namespace {

Error wrong(const std::string& name, std::string message) {
    return {ErrorCode::InvalidArgument, std::move(message), name};
}

// Empty when the numbers form rows of finite numbers.
std::optional<Error> wrongRows(const std::string& name, std::span<const double> values, std::size_t width) {
    if (width == 0) return wrong(name, "it has no columns");
    if (values.empty()) return wrong(name, "it has no rows");
    if (values.size() % width != 0)
        return wrong(name,
                     std::to_string(values.size()) + " numbers do not fill rows of " + std::to_string(width));
    const auto bad = std::ranges::find_if(values, [](double v) { return !std::isfinite(v); });
    if (bad == values.end()) return std::nullopt;
    const auto place = static_cast<std::size_t>(bad - values.begin());
    return wrong(name, std::string(std::isnan(*bad) ? "a NaN" : "an infinity") + " stands in row " +
                           std::to_string(place / width) + ", column " + std::to_string(place % width) +
                           " (counted from 0); leave such rows out");
}

// Symbols renumbered in ascending order of `symbols`, any integers.
void renumber(Variable& variable) {
    std::vector<std::int64_t> sorted = variable.symbols;
    std::ranges::sort(sorted);
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    for (std::int64_t& s : variable.symbols)
        s = std::ranges::lower_bound(sorted, s) - sorted.begin();
    variable.symbol_count = sorted.size();
}

} // namespace

Result<Variable> continuousVariable(std::string name, std::vector<double> values, std::size_t width) {
    if (auto error = wrongRows(name, values, width)) return *error;
    Variable variable;
    variable.name = std::move(name);
    variable.points = values.size() / width;
    variable.width = width;
    variable.values = std::move(values);
    return variable;
}

Result<Variable> discreteVariable(std::string name, std::span<const double> values, std::size_t width) {
    if (auto error = wrongRows(name, values, width)) return *error;
    StateRows rows(values.size() / width, width * sizeof(double));
    for (std::size_t i = 0; i < rows.points(); ++i) {
        auto* const words = static_cast<std::uint64_t*>(rows.bytes(i));
        for (std::size_t c = 0; c < width; ++c)
            words[c] = std::bit_cast<std::uint64_t>(values[i * width + c] + 0.0); // -0 becomes 0
    }
    const StateNumbers numbers = numberStates(rows);
    Variable variable;
    variable.name = std::move(name);
    variable.discrete = true;
    variable.points = rows.points();
    variable.width = 1;
    variable.symbols.assign(numbers.state.begin(), numbers.state.end());
    variable.symbol_count = numbers.count.size();
    return variable;
}

Result<Variable> discreteVariable(std::string name, std::span<const std::int64_t> labels) {
    if (labels.empty()) return wrong(name, "it has no rows");
    Variable variable;
    variable.name = std::move(name);
    variable.discrete = true;
    variable.points = labels.size();
    variable.width = 1;
    variable.symbols.assign(labels.begin(), labels.end());
    renumber(variable);
    return variable;
}

Variable subsample(const Variable& variable, std::span<const std::size_t> index) {
    Variable part;
    part.name = variable.name;
    part.input = variable.input;
    part.discrete = variable.discrete;
    part.points = index.size();
    part.width = variable.width;
    for (const std::size_t i : index) {
        INFOPLANE_ASSERT(i < variable.points);
        if (variable.discrete) {
            part.symbols.push_back(variable.symbols[i]);
        } else {
            const auto row = variable.row(i);
            part.values.insert(part.values.end(), row.begin(), row.end());
        }
    }
    if (part.discrete) renumber(part);
    return part;
}

std::vector<std::uint64_t> symbolCounts(const Variable& variable) {
    INFOPLANE_ASSERT(variable.discrete);
    std::vector<std::uint64_t> counts(variable.symbol_count, 0);
    for (const std::int64_t s : variable.symbols)
        ++counts[static_cast<std::size_t>(s)];
    return counts;
}

} // namespace infoplane
