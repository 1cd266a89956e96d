// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>

namespace infoplane {

// Seconds since 1970-01-01 UTC by the system's clock: what a heartbeat is.
[[nodiscard]] double unixSeconds();

// Local time as ISO 8601 with zone and whole seconds: 2026-01-31T14:05:09+01:00.
[[nodiscard]] std::string isoTime(std::chrono::system_clock::time_point time);
[[nodiscard]] std::string isoTimeNow();

} // namespace infoplane
