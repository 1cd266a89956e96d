// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/run_store.h"

#include <cstdint>
#include <string>

// Runs without a trainer: every column of every table filled with numbers that depend on row and column
// alone, so that any row can be made again and compared.
namespace infoplane::testing {

// Two methods (layer by layer with error columns, caps of NaN and an empty cap; and a whole network with a
// read-out that has no layer axis), three layers, two seeds, text beyond ASCII.
[[nodiscard]] RunDescription syntheticDescription();

// Row `number` of a table. Numbers are spread over their range; some are NaN with and without the flag,
// infinite, or zero of either sign; texts are of every length up to the longest.
[[nodiscard]] Row syntheticRow(const RunStore& store, std::size_t method, MethodTable which,
                               std::uint64_t number);

// Appends the next `count` rows of a table, or of every table of every method (events half as many,
// checkpoints a tenth).
void appendRows(RunStore& store, std::size_t method, MethodTable which, std::uint64_t count);
void appendRows(RunStore& store, std::uint64_t count);

// Empty when both hold the same description, the same status but for the heartbeat, and the same bytes in
// every row; else what differs first. `Prefix`: `left` may have fewer rows.
enum class Compare { Whole, Prefix };
[[nodiscard]] std::string difference(const RunStore& left, const RunStore& right,
                                     Compare compare = Compare::Whole);

// A state of the training after so many rows of the first method, of 1 to 70,000 bytes more than its header.
[[nodiscard]] StateBytes syntheticState(std::uint64_t rows);

// The rows after which the store's synthetic state was made; 0: it has none. Throws std::runtime_error where
// it is not what was made, or of rows that the store has not.
[[nodiscard]] std::uint64_t rowsOfState(const RunStore& store);

} // namespace infoplane::testing
