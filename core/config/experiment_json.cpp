// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/key_value.h"
#include "core/config/keys.h"
#include "core/config/schema.h"
#include "core/config/text_rules.h"
#include "core/config/unknown_key.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace infoplane {
namespace {

constexpr const char* kMethods = "methods";

Error invalidExperiment(std::string sentence) {
    return {ErrorCode::InvalidArgument, std::move(sentence), ""};
}

// The object of a section, made where it is not there yet; "methods.NAME" lies in "methods".
Json& objectOf(Json& root, const std::string& section) {
    if (section.empty()) return root;
    const auto dot = section.find('.');
    Json& outer = root[section.substr(0, dot)];
    return dot == std::string::npos ? outer : outer[section.substr(dot + 1)];
}

const Json* findObject(const Json& root, const std::string& section) {
    if (section.empty()) return &root;
    const auto dot = section.find('.');
    const auto outer = root.find(section.substr(0, dot));
    if (outer == root.end()) return nullptr;
    return dot == std::string::npos ? &*outer : findObject(*outer, section.substr(dot + 1));
}

Status mustBeObject(const Json& json, const std::string& name) {
    if (json.is_object()) return {};
    return invalidExperiment(name + " must be an object, but is " + shown(json));
}

// Methods at their defaults, named as in the file.
Status readMethodNames(const Json& root, std::vector<MethodConfig>& methods) {
    const auto object = root.find(kMethods);
    if (object == root.end()) return {};
    if (const Status ok = mustBeObject(*object, kMethods); !ok) return ok;
    if (object->size() > kMostMethods)
        return invalidExperiment("an experiment has at most " + std::to_string(kMostMethods) +
                                 " methods, but methods has " + std::to_string(object->size()));
    for (const auto& item : object->items()) {
        if (!isMethodName(item.key()))
            return invalidExperiment("the method name " + shownText(item.key()) +
                                     " is not allowed; use 1 to 40 of the letters a-z, digits and _");
        methods.emplace_back();
        methods.back().name = item.key();
    }
    return {};
}

// Whether `name` at the top of the file is a section or the group of the methods.
bool isGroup(const std::string& name, const std::vector<Section>& sections) {
    return name == kMethods || std::any_of(sections.begin(), sections.end(),
                                           [&](const Section& section) { return section.name == name; });
}

Status readSection(const Json& object, const Section& section, const std::vector<Section>& sections) {
    if (const Status ok = mustBeObject(object, section.name.empty() ? "the configuration" : section.name);
        !ok)
        return ok;
    for (const auto& item : object.items()) {
        if (section.name.empty() && isGroup(item.key(), sections)) continue;
        const auto key = std::find_if(section.keys.begin(), section.keys.end(),
                                      [&](const Key& candidate) { return candidate.name == item.key(); });
        if (key == section.keys.end())
            return unknownKey(section.name.empty() ? item.key() : section.name + "." + item.key(), sections);
        if (const Status ok = storeJson(*key, section.dotted(*key), item.value()); !ok) return ok;
    }
    return {};
}

// Objects over several lines, lists on one.
std::string layOut(const Json& json, std::size_t depth) {
    if (!json.is_object() || json.empty()) {
        std::string line = json.dump(-1, ' ', false, Json::error_handler_t::replace);
        if (json.is_array())
            for (std::size_t at = line.find(','); at != std::string::npos; at = line.find(',', at + 1))
                line.insert(at + 1, 1, ' ');
        return line;
    }
    std::string text;
    for (const auto& item : json.items())
        text += (text.empty() ? "{\n" : ",\n") + std::string(2 * depth + 2, ' ') +
                layOut(Json(item.key()), 0) + ": " + layOut(item.value(), depth + 1);
    return text + "\n" + std::string(2 * depth, ' ') + "}";
}

} // namespace

std::string writeExperiment(const Experiment& experiment) {
    Experiment values = experiment;
    Json root = Json::object();
    for (const Section& section : sectionsOf(values)) {
        Json& object = objectOf(root, section.name);
        for (const Key& key : section.keys)
            object[key.name] = toJson(key);
    }
    return layOut(root, 0) + "\n";
}

Result<Experiment> parseExperiment(std::string_view json) {
    const auto root = parseStrictJson(json);
    if (!root) return root.error();
    if (const Status ok = mustBeObject(*root, "the configuration"); !ok) return ok.error();
    Experiment experiment;
    if (const Status ok = readMethodNames(*root, experiment.methods); !ok) return ok.error();
    const auto sections = sectionsOf(experiment);
    for (const Section& section : sections)
        if (const Json* object = findObject(*root, section.name))
            if (const Status ok = readSection(*object, section, sections); !ok) return ok.error();
    if (const Status ok = checkExperiment(experiment); !ok) return ok.error();
    return experiment;
}

} // namespace infoplane
