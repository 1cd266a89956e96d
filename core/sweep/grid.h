// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/api/result.h"
#include "core/sweep/swept_values.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

// The points of a sweep: one experiment for every combination of the values of its varied keys. Pure
// functions; positions of points count from 0, the numbers that people see from 1.
namespace infoplane {

inline constexpr std::size_t kMostSweptKeys = 16;

// A key that is varied. `key` is a key of the configuration (core/config/schema.h), or objective.KEY, which
// stands for methods.M.KEY of every method M that trains a Lagrangian (hasLagrangian of
// core/config/objective_kind.h); objective.beta for that of every method that beta weighs something in
// (hasBeta).
struct SweptKey {
    std::string key;
    std::vector<std::string> fields; // the keys of the configuration that take its value, at least one
    Spacing spacing = Spacing::Listed;
    std::vector<std::string> values; // as setField takes them
    bool operator==(const SweptKey&) const = default;
};

struct SweepGrid {
    std::vector<SweptKey> keys; // at least one
    bool operator==(const SweepGrid&) const = default;
};

// Reads variations "KEY=VALUES" (values: parseSweptValues). Refuses, before anything runs: no variation, an
// unknown key, a key that is set twice, a value outside its range (with the schema's sentence), more than
// 10,000 points (with their number), and a point of which checkExperiment says that its values do not fit
// together (with its number).
[[nodiscard]] Result<SweepGrid> makeGrid(const Experiment& experiment,
                                         std::span<const std::string> variations);

// The same from keys with their values; `fields` and what follows from them are found anew.
[[nodiscard]] Result<SweepGrid> makeGrid(const Experiment& experiment, std::vector<SweptKey> keys);

// The product of the numbers of values.
[[nodiscard]] std::size_t pointsOf(const SweepGrid& grid);

// The value of each key at a point; the last key changes fastest. Requires point < pointsOf(grid).
[[nodiscard]] std::vector<std::string> valuesAt(const SweepGrid& grid, std::size_t point);

// "objective.beta = 0.01, data.name = digits".
[[nodiscard]] std::string describePoint(const SweepGrid& grid, std::size_t point);

// The settings that make the experiment of a point: key and value for setField, in order. Its title is that
// of `experiment` with the values of the point behind it (at most 200 bytes), unless the title is varied.
struct Setting {
    std::string key, value;
};
[[nodiscard]] std::vector<Setting> settingsAt(const Experiment& experiment, const SweepGrid& grid,
                                              std::size_t point);
[[nodiscard]] Result<Experiment> experimentAt(const Experiment& experiment, const SweepGrid& grid,
                                              std::size_t point);

} // namespace infoplane
