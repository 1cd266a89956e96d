// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/run_store.h"

#include <optional>
#include <string>
#include <string_view>

namespace infoplane {

inline constexpr std::size_t kMaxFailureBytes = 1023; // of a failure's sentence outside this process
inline constexpr std::size_t kMaxTimeBytes = 63;

// The words of files and streams: running, finished, stopped, failed.
[[nodiscard]] std::string nameOf(RunState state);
[[nodiscard]] std::optional<RunState> runStateFrom(std::string_view name);

// One JSON object each. A failure longer than kMaxFailureBytes is cut. Parsing gives nothing where the text
// is not whole and within its limits.
[[nodiscard]] std::string writeStatus(const RunStatus& status);
[[nodiscard]] std::optional<RunStatus> parseStatus(std::string_view json);
[[nodiscard]] std::string writeProgress(const RunProgress& progress);
[[nodiscard]] std::optional<RunProgress> parseProgress(std::string_view json);

} // namespace infoplane
