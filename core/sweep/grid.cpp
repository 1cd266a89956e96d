// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sweep/grid.h"

#include "core/config/objective_kind.h"
#include "core/config/schema.h"
#include "core/support/assert.h"
#include "core/support/utf8.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace infoplane {
namespace {

constexpr std::string_view kEveryObjective = "objective.";
constexpr std::size_t kLongestTitle = 200; // bytes, as the schema has it

Error badGrid(std::string sentence) {
    return {ErrorCode::InvalidArgument, std::move(sentence), ""};
}

// Those whose terms the key could weigh: with the others the same values would be trained again and again.
bool isMeant(const MethodConfig& method, std::string_view name) {
    return name == "beta" ? hasBeta(method.objective) : hasLagrangian(method.objective);
}

Result<std::vector<std::string>> fieldsFor(const Experiment& experiment, const std::string& key) {
    if (!key.starts_with(kEveryObjective)) return std::vector{key};
    const std::string name = key.substr(kEveryObjective.size());
    std::vector<std::string> fields;
    for (const MethodConfig& method : experiment.methods)
        if (isMeant(method, name)) fields.push_back("methods." + method.name + "." + name);
    if (fields.empty())
        return badGrid("--vary " + key +
                       " needs a method that trains a Lagrangian, and this experiment has none; name a key "
                       "of one of its methods, such as methods." +
                       (experiment.methods.empty() ? "NAME" : experiment.methods.front().name) + ".rate");
    return fields;
}

bool takesWholeNumbers(const Experiment& experiment, const std::vector<std::string>& fields) {
    return std::ranges::any_of(fieldsOf(experiment), [&](const Field& field) {
        const bool whole = field.type == FieldType::Integer || field.type == FieldType::IntegerList;
        return whole && std::ranges::find(fields, field.key) != fields.end();
    });
}

Result<SweptKey> parseVariation(const Experiment& experiment, const std::string& variation) {
    const std::size_t equals = variation.find('=');
    if (equals == std::string::npos || equals == 0)
        return badGrid("--vary needs KEY=VALUES, for example --vary objective.beta=1e-4:1:log13, not " +
                       variation.substr(0, 60));
    SweptKey swept;
    swept.key = variation.substr(0, equals);
    auto fields = fieldsFor(experiment, swept.key);
    if (!fields) return fields.error();
    const bool whole = takesWholeNumbers(experiment, *fields);
    auto values = parseSweptValues(swept.key, std::string_view(variation).substr(equals + 1), whole);
    if (!values) return values.error();
    swept.spacing = values->spacing;
    swept.values = std::move(values->texts);
    return swept;
}

// Each value alone, so that the sentence is the schema's.
Status checkValues(const Experiment& experiment, const SweptKey& key) {
    for (const std::string& field : key.fields)
        for (const std::string& value : key.values) {
            Experiment changed = experiment;
            if (const Status ok = setField(changed, field, value); !ok) return ok;
        }
    return {};
}

Status checkKeys(const Experiment& experiment, std::vector<SweptKey>& keys) {
    std::set<std::string> taken;
    for (SweptKey& key : keys) {
        auto fields = fieldsFor(experiment, key.key);
        if (!fields) return fields.error();
        key.fields = std::move(*fields);
        for (const std::string& field : key.fields)
            if (!taken.insert(field).second) return badGrid("--vary sets " + field + " twice; vary it once");
        if (const Status ok = checkValues(experiment, key); !ok) return ok;
    }
    return {};
}

// Stops counting where there are too many for any arithmetic.
std::string countText(const std::vector<SweptKey>& keys) {
    constexpr std::size_t most = std::size_t{1} << 50;
    std::size_t count = 1;
    for (const SweptKey& key : keys) {
        if (count > most / key.values.size()) return "more than 10^15";
        count *= key.values.size();
    }
    return std::to_string(count);
}

Status checkCount(const std::vector<SweptKey>& keys) {
    if (keys.empty())
        return badGrid("say what to vary: --vary KEY=VALUES, for example --vary objective.beta=1e-4:1:log13");
    if (keys.size() > kMostSweptKeys)
        return badGrid("a sweep varies at most " + std::to_string(kMostSweptKeys) + " keys, not " +
                       std::to_string(keys.size()));
    std::size_t count = 1;
    for (const SweptKey& key : keys) {
        if (key.values.empty()) return badGrid("--vary " + key.key + " has no values");
        count = std::min(count * std::min(key.values.size(), kMostPoints + 1), kMostPoints + 1);
    }
    if (count <= kMostPoints) return {};
    return badGrid("this sweep has " + countText(keys) + " points, and " + std::to_string(kMostPoints) +
                   " is the most; vary fewer keys or give them fewer values");
}

Status checkPoints(const Experiment& experiment, const SweepGrid& grid) {
    for (std::size_t point = 0; point < pointsOf(grid); ++point)
        if (const auto made = experimentAt(experiment, grid, point); !made)
            return Error{made.error().code, made.error().text(),
                         "point " + std::to_string(point + 1) + " (" + describePoint(grid, point) + ")"};
    return {};
}

std::string titleAt(const Experiment& experiment, const SweepGrid& grid, std::size_t point) {
    std::string title = experiment.title + ", " + describePoint(grid, point);
    std::ranges::replace_if(
        title, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return std::string(cutUtf8(title, kLongestTitle));
}

} // namespace

Result<SweepGrid> makeGrid(const Experiment& experiment, std::span<const std::string> variations) {
    std::vector<SweptKey> keys;
    for (const std::string& variation : variations) {
        auto key = parseVariation(experiment, variation);
        if (!key) return key.error();
        keys.push_back(std::move(*key));
    }
    return makeGrid(experiment, std::move(keys));
}

Result<SweepGrid> makeGrid(const Experiment& experiment, std::vector<SweptKey> keys) {
    if (const Status ok = checkCount(keys); !ok) return ok.error();
    if (const Status ok = checkKeys(experiment, keys); !ok) return ok.error();
    SweepGrid grid{std::move(keys)};
    if (const Status ok = checkPoints(experiment, grid); !ok) return ok.error();
    return grid;
}

std::size_t pointsOf(const SweepGrid& grid) {
    std::size_t count = 1;
    for (const SweptKey& key : grid.keys)
        count *= key.values.size();
    return count;
}

std::vector<std::string> valuesAt(const SweepGrid& grid, std::size_t point) {
    INFOPLANE_ASSERT(point < pointsOf(grid));
    std::vector<std::string> values(grid.keys.size());
    for (std::size_t k = grid.keys.size(); k-- > 0;) {
        const std::vector<std::string>& choices = grid.keys[k].values;
        values[k] = choices[point % choices.size()];
        point /= choices.size();
    }
    return values;
}

std::string describePoint(const SweepGrid& grid, std::size_t point) {
    const std::vector<std::string> values = valuesAt(grid, point);
    std::string text;
    for (std::size_t k = 0; k < values.size(); ++k)
        text += (k > 0 ? ", " : "") + grid.keys[k].key + " = " + values[k];
    return text;
}

std::vector<Setting> settingsAt(const Experiment& experiment, const SweepGrid& grid, std::size_t point) {
    const std::vector<std::string> values = valuesAt(grid, point);
    std::vector<Setting> settings{{"title", titleAt(experiment, grid, point)}};
    for (std::size_t k = 0; k < values.size(); ++k)
        for (const std::string& field : grid.keys[k].fields)
            settings.push_back({field, values[k]});
    return settings;
}

Result<Experiment> experimentAt(const Experiment& experiment, const SweepGrid& grid, std::size_t point) {
    Experiment made = experiment;
    for (const Setting& setting : settingsAt(experiment, grid, point))
        if (const Status ok = setField(made, setting.key, setting.value); !ok) return ok.error();
    if (const Status ok = checkExperiment(made); !ok) return ok.error();
    return made;
}

} // namespace infoplane
