// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/run_store.h"

#include <cstdint>
#include <memory>

// A run whose numbers are made up: layers that gain information about the labels, then lose what they know of
// the input. For drawing only; the shapes resemble a digits run.
namespace infoplane::testing {

struct SyntheticOptions {
    std::size_t layers = 3;
    std::size_t seeds = 5;
    std::uint64_t rows_a_layer = 40; // of the layer-wise method
    std::uint64_t rows_end_to_end = 100;
    double planned_epochs = 60.0; // a layer, and of cross-entropy
    bool random_walk = false;     // noise that grows, for dense plots
};

// Both methods described, no rows yet.
[[nodiscard]] std::shared_ptr<RunStore> emptyRun(const SyntheticOptions& options);
// Appends the next row of a method (0: layer-wise, 1: end to end); false when it is complete.
bool appendRow(RunStore& store, const SyntheticOptions& options, std::size_t method);
// All rows of both methods.
[[nodiscard]] std::shared_ptr<RunStore> wholeRun(const SyntheticOptions& options);

} // namespace infoplane::testing
