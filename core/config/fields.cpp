// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/key_value.h"
#include "core/config/keys.h"
#include "core/config/schema.h"
#include "core/config/unknown_key.h"

namespace infoplane {
namespace {

// Methods of the same names with every value at its default.
Experiment defaultsLike(const Experiment& experiment) {
    Experiment defaults;
    for (const MethodConfig& method : experiment.methods) {
        defaults.methods.emplace_back();
        defaults.methods.back().name = method.name;
    }
    return defaults;
}

Field fieldOf(const Section& section, const Key& key, const Key& default_key) {
    Field field;
    field.key = section.dotted(key);
    field.type = typeOf(key);
    field.unit = key.unit;
    field.minimum = key.minimum;
    field.maximum = key.maximum;
    field.minimum_count = key.minimum_count;
    field.maximum_count = key.maximum_count;
    if (const auto* choice = std::get_if<ChoiceValue>(&key.value)) field.choices = choice->words;
    if (const auto* choices = std::get_if<ChoiceListValue>(&key.value)) field.choices = choices->words;
    field.default_value = toText(default_key);
    field.value = toText(key);
    field.sentence = key.sentence;
    return field;
}

} // namespace

std::vector<Field> fieldsOf(const Experiment& experiment) {
    Experiment values = experiment, defaults = defaultsLike(experiment);
    const auto sections = sectionsOf(values), default_sections = sectionsOf(defaults);
    std::vector<Field> fields;
    for (std::size_t s = 0; s < sections.size(); ++s)
        for (std::size_t k = 0; k < sections[s].keys.size(); ++k)
            fields.push_back(fieldOf(sections[s], sections[s].keys[k], default_sections[s].keys[k]));
    return fields;
}

Status setField(Experiment& experiment, std::string_view key, std::string_view text) {
    const auto sections = sectionsOf(experiment);
    for (const Section& section : sections) {
        if (section.name == key)
            return Error{ErrorCode::InvalidArgument,
                         "\"" + section.name + "\" is a group of keys; set one of them, such as " +
                             section.dotted(section.keys.front()),
                         ""};
        for (const Key& candidate : section.keys)
            if (section.dotted(candidate) == key)
                return storeText(candidate, section.dotted(candidate), text);
    }
    return unknownKey(std::string(key), sections);
}

} // namespace infoplane
