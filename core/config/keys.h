// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/schema.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// The table behind core/config/schema.h: every key of an experiment, bound to the value it stands for.
// Reading, writing, listing and setting are loops over it.
namespace infoplane {

// Whole numbers stay below 2^53, so that every reader of JSON holds them exactly and no other rounds to them.
inline constexpr double kLargestInteger = 9007199254740991.0;
inline constexpr std::size_t kMostLayers = 256;
inline constexpr std::size_t kMostMethods = 16;

struct TextValue {
    std::string* text = nullptr;
    std::string expected; // "at most 200 characters"
    bool (*accepts)(std::string_view) = nullptr;
};

struct ChoiceValue {
    std::vector<std::string> words;
    std::function<std::string()> get;
    std::function<void(const std::string&)> set; // with one of the words
};

// Some of a few words, each at most once.
struct ChoiceListValue {
    std::vector<std::string> words;
    std::vector<std::string>* chosen = nullptr;
};

// Texts of one language; may be empty.
struct TextListValue {
    std::vector<std::string>* texts = nullptr;
    std::string element;                    // "a layer such as conv 32 3x3 relu"
    Status (*check)(std::string_view text); // of one element: what is wrong with it
};

using KeyValue =
    std::variant<TextValue, TextListValue, ChoiceValue, ChoiceListValue, std::int64_t*, std::uint64_t*,
                 double*, bool*, std::vector<std::int64_t>*, std::vector<double>*>;

struct Key {
    std::string name; // within its section
    KeyValue value;
    std::string unit;
    double minimum = 0.0, maximum = 0.0;              // inclusive, of a number or of every element of a list
    std::size_t minimum_count = 0, maximum_count = 0; // of a list
    std::string sentence;
};

struct Section {
    std::string name; // dotted; "" for the top of the file
    std::vector<Key> keys;

    [[nodiscard]] std::string dotted(const Key& key) const {
        return name.empty() ? key.name : name + "." + key.name;
    }
};

// Every section in the order of the file, a method's for each method; bound to `experiment`, which must
// outlive the sections and keep its list of methods.
[[nodiscard]] std::vector<Section> sectionsOf(Experiment& experiment);

} // namespace infoplane
