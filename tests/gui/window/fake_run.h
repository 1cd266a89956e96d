// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/run_store.h"

#include <cstdint>

// A run as the digits experiment would make it, without training: smooth curves that depend on the row alone.
namespace infoplane::testing {

// Two methods, three layers, `seeds` seeds, two estimators.
[[nodiscard]] RunDescription digitsDescription(std::size_t seeds = 2);

inline constexpr std::uint64_t kRowsALayer = 36; // of the layer-wise method, at the cadence of 60 epochs

// Rows of a method when it is complete: 108 and 41.
[[nodiscard]] std::uint64_t rowsOf(std::size_t method);

// Appends the next row of a method, with the event of a layer that was frozen, and sets the progress.
void appendDigitsRow(RunStore& store, std::size_t method);

// Every row of every method, and the status finished.
void completeRun(RunStore& store);

} // namespace infoplane::testing
