// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/key_value.h"

#include "core/config/nearest.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <optional>
#include <type_traits>

namespace infoplane {
namespace {

template <class... F>
struct Overloaded : F... {
    using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>; // clang before 17 does not deduce it

template <class T>
constexpr bool kWhole = std::is_integral_v<T> && !std::is_same_v<T, bool>;

std::string bound(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), std::abs(value) >= 1e4 ? "%.0f" : "%g", value);
    return text.data();
}

std::string between(const Key& key) {
    return " between " + bound(key.minimum) + " and " + bound(key.maximum);
}

std::string listOf(const Key& key, const char* elements) {
    return "a list of " + std::to_string(key.minimum_count) + " to " + std::to_string(key.maximum_count) +
           " " + elements + between(key);
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

Error refusal(const Key& key, const std::string& dotted, const std::string& found) {
    return {ErrorCode::InvalidArgument, dotted + " must be " + expectationOf(key) + ", but " + found, ""};
}

template <class T>
std::optional<T> numberWithin(const Key& key, const Json& json) {
    if (kWhole<T> ? !json.is_number_integer() : !json.is_number()) return std::nullopt;
    const auto value = json.get<double>();
    if (!(value >= key.minimum && value <= key.maximum)) return std::nullopt; // also NaN
    return json.get<T>();
}

template <class T>
Status store(const Key& key, T* value, const std::string& dotted, const Json& json) {
    const auto number = numberWithin<T>(key, json);
    if (!number) return refusal(key, dotted, "is " + shown(json));
    *value = *number;
    return {};
}

template <class T>
Status store(const Key& key, std::vector<T>* values, const std::string& dotted, const Json& json) {
    if (!json.is_array()) return refusal(key, dotted, "is " + shown(json));
    if (json.size() < key.minimum_count || json.size() > key.maximum_count)
        return refusal(key, dotted, "has " + std::to_string(json.size()) + " elements");
    std::vector<T> read;
    for (const Json& element : json) {
        const auto number = numberWithin<T>(key, element);
        if (!number)
            return refusal(key, dotted,
                           "its element " + std::to_string(read.size() + 1) + " is " + shown(element));
        read.push_back(*number);
    }
    *values = std::move(read);
    return {};
}

Status store(const Key& key, bool* value, const std::string& dotted, const Json& json) {
    if (!json.is_boolean()) return refusal(key, dotted, "is " + shown(json));
    *value = json.get<bool>();
    return {};
}

Status store(const Key& key, const TextValue& value, const std::string& dotted, const Json& json) {
    if (!json.is_string() || !value.accepts(json.get_ref<const std::string&>()))
        return refusal(key, dotted, "is " + shown(json));
    *value.text = json.get<std::string>();
    return {};
}

Status store(const Key& key, const ChoiceValue& value, const std::string& dotted, const Json& json) {
    if (!json.is_string()) return refusal(key, dotted, "is " + shown(json));
    const auto& word = json.get_ref<const std::string&>();
    if (std::find(value.words.begin(), value.words.end(), word) == value.words.end())
        return refusal(key, dotted, "is " + shown(json) + didYouMean(word, value.words));
    value.set(word);
    return {};
}

Status store(const Key& key, const ChoiceListValue& value, const std::string& dotted, const Json& json) {
    if (!json.is_array()) return refusal(key, dotted, "is " + shown(json));
    std::vector<std::string> read;
    for (const Json& element : json) {
        const std::string word = element.is_string() ? element.get<std::string>() : std::string();
        if (std::find(value.words.begin(), value.words.end(), word) == value.words.end())
            return refusal(key, dotted, "names " + shown(element) + didYouMean(word, value.words));
        if (std::find(read.begin(), read.end(), word) != read.end())
            return refusal(key, dotted, "names " + word + " twice");
        read.push_back(word);
    }
    if (read.empty()) return refusal(key, dotted, "names none");
    *value.chosen = std::move(read);
    return {};
}

Status store(const Key& key, const TextListValue& value, const std::string& dotted, const Json& json) {
    if (!json.is_array()) return refusal(key, dotted, "is " + shown(json));
    if (json.size() > key.maximum_count)
        return refusal(key, dotted, "has " + std::to_string(json.size()) + " elements");
    std::vector<std::string> read;
    for (const Json& element : json) {
        const std::string which = "its element " + std::to_string(read.size() + 1) + " is " + shown(element);
        if (!element.is_string()) return refusal(key, dotted, which);
        read.push_back(element.get<std::string>());
        if (const Status ok = value.check(read.back()); !ok)
            return Error{ErrorCode::InvalidArgument, dotted + ": " + which + "; " + ok.error().message, ""};
    }
    *value.texts = std::move(read);
    return {};
}

bool isText(FieldType type) {
    return type == FieldType::Text || type == FieldType::Choice;
}

bool isList(FieldType type) {
    return type == FieldType::IntegerList || type == FieldType::NumberList;
}

Json wordsBetweenCommas(std::string_view text) {
    Json list = Json::array();
    while (!text.empty()) {
        std::string_view word = text.substr(0, text.find(','));
        text.remove_prefix(std::min(text.size(), word.size() + 1));
        word.remove_prefix(std::min(word.size(), word.find_first_not_of(' ')));
        list.push_back(std::string(word.substr(0, word.find_last_not_of(' ') + 1)));
    }
    return list;
}

// The JSON that `text` stands for: a bare word is a text, numbers or words between commas are a list.
Json readText(FieldType type, std::string_view text) {
    const bool words = type == FieldType::ChoiceList || type == FieldType::TextList;
    if (words && !text.starts_with('[')) return wordsBetweenCommas(text);
    if (isText(type) && !text.starts_with('"')) return Json(text);
    std::string source(text);
    if (isList(type) && !text.starts_with('[')) source.insert(0, 1, '[').push_back(']');
    const auto json = parseStrictJson(source);
    return json.ok() ? json.value() : Json(text); // refused by its type, with the text shown
}

} // namespace

FieldType typeOf(const Key& key) {
    return std::visit(Overloaded{[](const TextValue&) { return FieldType::Text; },
                                 [](const ChoiceValue&) { return FieldType::Choice; },
                                 [](const ChoiceListValue&) { return FieldType::ChoiceList; },
                                 [](const TextListValue&) { return FieldType::TextList; },
                                 [](const bool*) { return FieldType::Boolean; },
                                 [](const double*) { return FieldType::Number; },
                                 [](const std::vector<double>*) { return FieldType::NumberList; },
                                 [](const std::vector<std::int64_t>*) { return FieldType::IntegerList; },
                                 [](const auto*) { return FieldType::Integer; }},
                      key.value);
}

std::string expectationOf(const Key& key) {
    switch (typeOf(key)) {
    case FieldType::Text:
        return std::get<TextValue>(key.value).expected;
    case FieldType::Choice:
        return "one of " + joined(std::get<ChoiceValue>(key.value).words);
    case FieldType::ChoiceList:
        return "a list of some of " + joined(std::get<ChoiceListValue>(key.value).words);
    case FieldType::TextList:
        return "a list of at most " + std::to_string(key.maximum_count) + " texts, each " +
               std::get<TextListValue>(key.value).element;
    case FieldType::Boolean:
        return "true or false";
    case FieldType::Integer:
        return "a whole number" + between(key);
    case FieldType::Number:
        return "a number" + between(key);
    case FieldType::IntegerList:
        return listOf(key, "whole numbers");
    case FieldType::NumberList:
        return listOf(key, "numbers");
    }
    return "";
}

Json toJson(const Key& key) {
    return std::visit(Overloaded{[](const TextValue& value) { return Json(*value.text); },
                                 [](const ChoiceValue& value) { return Json(value.get()); },
                                 [](const ChoiceListValue& value) { return Json(*value.chosen); },
                                 [](const TextListValue& value) { return Json(*value.texts); },
                                 [](const auto* value) { return Json(*value); }},
                      key.value);
}

Status storeJson(const Key& key, const std::string& dotted, const Json& json) {
    return std::visit([&](const auto& value) { return store(key, value, dotted, json); }, key.value);
}

std::string toText(const Key& key) {
    return toJson(key).dump(-1, ' ', false, Json::error_handler_t::replace);
}

Status storeText(const Key& key, const std::string& dotted, std::string_view text) {
    return storeJson(key, dotted, readText(typeOf(key), text));
}

Status checkValue(const Key& key, const std::string& dotted) {
    return storeJson(key, dotted, toJson(key));
}

std::string shownText(const std::string& text) {
    return shown(Json(text));
}

std::string shown(const Json& json) {
    if (json.is_object()) return "an object";
    if (json.is_array()) return "a list";
    if (json.is_number_float() && !std::isfinite(json.get<double>())) return "not a finite number";
    constexpr std::size_t longest = 60;
    const std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (text.size() <= longest) return text;
    std::size_t end = longest - 3;
    while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) // not in the middle of a letter
        --end;
    return text.substr(0, end) + "...";
}

} // namespace infoplane
