// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/store/run_description.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace infoplane {

// What a description may hold at most, from whatever source it comes.
inline constexpr std::size_t kMaxMethods = 32;
inline constexpr std::size_t kMaxLayers = 256;  // of one method
inline constexpr std::size_t kMaxWeights = 128; // tensors of one layer
inline constexpr std::size_t kMaxSeeds = 1024;
inline constexpr std::size_t kMaxEstimators = 32; // of one method
inline constexpr std::size_t kMaxReadOuts = 16;   // of one method
inline constexpr std::size_t kMaxHistogramBins = 4096;
inline constexpr std::uint32_t kMaxWidth = 1u << 20; // of the input and of a layer
inline constexpr std::uint32_t kMaxClasses = 1u << 16;
inline constexpr std::size_t kMaxSamples = std::size_t{1} << 21; // of both splits together
inline constexpr std::size_t kMaxNameBytes = 63;                 // of a method, layer, estimator or read-out
inline constexpr std::size_t kMaxTextBytes = 4095;               // of every other text but the configuration
inline constexpr std::size_t kMaxConfigBytes = std::size_t{1} << 20;
inline constexpr std::uint64_t kMaxRowBytes = std::uint64_t{1} << 30;      // of one row of one table
inline constexpr std::size_t kMaxDescriptionBytes = std::size_t{64} << 20; // of its JSON

// The description as one JSON object, for the stream; NaN is written as null.
[[nodiscard]] std::string writeDescription(const RunDescription& description);

// Accepts only what is whole and passes checkDescription, so that a RunStore can be built from the result
// without further checks. Keys that it does not know are skipped. Its memory is bounded by the limits above.
[[nodiscard]] Result<RunDescription> parseDescription(std::string_view json);

// The limits for a description from any source (a trainer, a file, a stream): counts, sizes, finite numbers,
// texts in UTF-8 without control characters (line feed and tab excepted in the configuration and in
// parameters), and names that are unique and can be those of groups: not empty, no '/', no leading '.'.
[[nodiscard]] Status checkDescription(const RunDescription& description);

} // namespace infoplane
