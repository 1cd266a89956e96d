// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/api/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The one schema of the configuration: every key with type, unit, range, default and a sentence. The JSON
// file, the command line's --set and the window's editor all go through it.
//
// JSON form: nested objects; methods is an object keyed by the method's name, in order:
//   {"title": "digits", "data": {"name": "digits"}, "network": {"widths": [64, 32, 16]},
//    "methods": {"layerwise_ib": {"objective": "layerwise_ib", "beta": [0.03]}, "cross_entropy": {...}}, ...}
// A dotted key names one value: network.sigma, methods.layerwise_ib.beta, seeds.count.
namespace infoplane {

enum class FieldType {
    Text,
    Integer,
    Number,
    Boolean,
    Choice,
    ChoiceList,
    TextList,
    IntegerList,
    NumberList
};

// One key of one experiment as it stands (a method's keys appear once for each method).
struct Field {
    std::string key; // dotted
    FieldType type = FieldType::Text;
    std::string unit;                    // "", s, nats, unit of T, ...
    double minimum = 0.0, maximum = 0.0; // inclusive, of a number or of every element; equal: no range
    std::size_t minimum_count = 0, maximum_count = 0; // elements of a list
    std::vector<std::string> choices;                 // of a Choice or ChoiceList
    std::string default_value;                        // as JSON
    std::string value;                                // as JSON
    std::string sentence;                             // what it is
};

// Every field of the experiment, in the order of the file.
[[nodiscard]] std::vector<Field> fieldsOf(const Experiment& experiment);

// Sets one value from text: JSON, or the bare word of a Choice or Text, or a comma-separated list. An unknown
// key is an error that names it and the nearest right one; a value outside its range one that names the
// range; on an error the experiment stays as it was. Several keys may have to be set before they fit
// together: call checkExperiment after the last. "methods.NEW.objective=..." makes no method: methods come
// from a file or a preset.
[[nodiscard]] Status setField(Experiment& experiment, std::string_view key, std::string_view text);

// The whole experiment as JSON, every default filled in, keys in schema order, numbers so that reading them
// back gives the same bits. Requires methods of different names.
[[nodiscard]] std::string writeExperiment(const Experiment& experiment);

// Reads JSON; keys that are absent keep their default. Refuses unknown keys, keys given twice, wrong types,
// values out of range, more than 1 MiB of text or 8 levels, and what checkExperiment refuses. The sentences
// name the key.
[[nodiscard]] Result<Experiment> parseExperiment(std::string_view json);

// Every key's own range, and what no single key can say: 1 to 16 methods with different names of
// [a-z0-9_]{1,40}, beta one or one a layer, and 0 where a layer-wise method has no compression to weigh.
// Whether the data are there (mnist's folder) is loadDataset's to say.
[[nodiscard]] Status checkExperiment(const Experiment& experiment);

// Built-in experiments (files in resources/presets), ready to run but for mnist's folder.
[[nodiscard]] std::vector<std::string> presetNames();
[[nodiscard]] Result<Experiment> preset(std::string_view name);

} // namespace infoplane
