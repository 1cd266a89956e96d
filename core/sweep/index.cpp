// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sweep/index.h"

#include "core/config/schema.h"
#include "core/config/strict_json.h"
#include "core/support/assert.h"
#include "core/sweep/json_members.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <optional>

namespace infoplane {
namespace {

constexpr const char* kIndexFormat = "infoplane-sweep";

Json valueJson(const std::string& text) {
    const double number = numberOfValue(text);
    return std::isfinite(number) ? Json(number) : Json(text);
}

Json variedJson(const SweepGrid& grid) {
    Json list = Json::array();
    for (const SweptKey& key : grid.keys)
        list.push_back({{"key", key.key},
                        {"fields", key.fields},
                        {"spacing", nameOf(key.spacing)},
                        {"values", key.values}});
    return list;
}

Json pointJson(const Sweep& sweep, std::size_t point) {
    const PointRecord& record = sweep.points[point];
    const std::vector<std::string> texts = valuesAt(sweep.grid, point);
    Json values = Json::object();
    for (std::size_t k = 0; k < texts.size(); ++k)
        values[sweep.grid.keys[k].key] = valueJson(texts[k]);
    return {{"point", point + 1},
            {"values", std::move(values)},
            {"state", nameOf(record.state)},
            {"failure", record.failure.empty() ? Json(nullptr) : Json(record.failure)},
            {"file", runFileName(point)},
            {"seconds", record.seconds > 0.0 ? Json(record.seconds) : Json(nullptr)}};
}

Result<std::vector<std::string>> textsOfList(const Json& list) {
    std::vector<std::string> texts;
    for (const Json& each : list) {
        if (!each.is_string())
            return Error{ErrorCode::InvalidFile, "the index of the sweep: \"values\" must be texts", ""};
        texts.push_back(each.get<std::string>());
    }
    return texts;
}

std::optional<Spacing> spacingOf(const std::string& word) {
    for (const Spacing spacing : {Spacing::Listed, Spacing::Linear, Spacing::Logarithmic})
        if (nameOf(spacing) == word) return spacing;
    return std::nullopt;
}

Result<std::vector<SweptKey>> readVaried(const Json& list) {
    std::vector<SweptKey> keys;
    for (const Json& each : list) {
        JsonMembers members(each, "a varied key of the index");
        SweptKey key;
        key.key = members.text("key");
        const auto spacing = spacingOf(members.text("spacing"));
        auto values = textsOfList(members.list("values"));
        if (const Status ok = members.status(); !ok) return ok.error();
        if (!values) return values.error();
        if (!spacing)
            return Error{ErrorCode::InvalidFile,
                         "a varied key of the index: \"spacing\" must be list, lin or log", ""};
        key.spacing = *spacing;
        key.values = std::move(*values);
        keys.push_back(std::move(key));
    }
    return keys;
}

Result<PointRecord> readPoint(const Json& json) {
    JsonMembers members(json, "a point of the index");
    PointRecord record;
    record.state = members.state("state");
    if (json.is_object() && json.contains("failure") && !json["failure"].is_null())
        record.failure = members.text("failure");
    if (json.is_object() && json.contains("seconds") && !json["seconds"].is_null())
        record.seconds = members.number("seconds", 0.0, 1e12);
    if (const Status ok = members.status(); !ok) return ok.error();
    return record;
}

Result<std::vector<PointRecord>> readPoints(const Json& list, std::size_t expected) {
    if (list.size() != expected)
        return Error{ErrorCode::InvalidFile,
                     "the index of the sweep has " + std::to_string(list.size()) +
                         " points, but its varied keys make " + std::to_string(expected),
                     ""};
    std::vector<PointRecord> points;
    for (const Json& each : list) {
        auto point = readPoint(each);
        if (!point) return point.error();
        points.push_back(std::move(*point));
    }
    return points;
}

} // namespace

std::string runFileName(std::size_t point) {
    const std::string number = std::to_string(point + 1);
    return "point-" + std::string(number.size() < 4 ? 4 - number.size() : 0, '0') + number + ".infoplane.h5";
}

std::string writeIndex(const Sweep& sweep) {
    INFOPLANE_ASSERT(sweep.points.size() == pointsOf(sweep.grid));
    Json points = Json::array();
    for (std::size_t i = 0; i < sweep.points.size(); ++i)
        points.push_back(pointJson(sweep, i));
    const Json root{{"format", kIndexFormat},
                    {"format_version", "1.0"},
                    {"configuration", Json::parse(writeExperiment(sweep.experiment))},
                    {"varied", variedJson(sweep.grid)},
                    {"points", std::move(points)}};
    return root.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Sweep> parseIndex(std::string_view text) {
    const auto json = parseStrictJson(text, {64, 8, kMostPoints, "the index of the sweep"});
    if (!json) return json.error();
    JsonMembers members(*json, "the index of the sweep");
    members.checkFormat(kIndexFormat);
    const Json& configuration = members.object("configuration");
    const Json& varied = members.list("varied");
    const Json& points = members.list("points");
    if (const Status ok = members.status(); !ok) return ok.error();
    auto experiment = parseExperiment(configuration.dump(-1, ' ', false, Json::error_handler_t::replace));
    if (!experiment) return experiment.error();
    auto keys = readVaried(varied);
    if (!keys) return keys.error();
    auto grid = makeGrid(*experiment, std::move(*keys));
    if (!grid) return grid.error();
    auto records = readPoints(points, pointsOf(*grid));
    if (!records) return records.error();
    return Sweep{std::move(*experiment), std::move(*grid), std::move(*records)};
}

} // namespace infoplane
