// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <cstdint>
#include <string>
#include <string_view>

// Where one point of a sweep stands, as its own state file says it. Pure functions.
namespace infoplane {

enum class PointState { Waiting, Running, Finished, Failed };
[[nodiscard]] std::string nameOf(PointState state); // waiting, running, finished, failed

struct PointRecord {
    PointState state = PointState::Waiting;
    std::string failure;  // the sentence, where it failed
    double seconds = 0.0; // that the last try took until it ended; 0: none has
    // Of one that runs: who trains it, and when it was last heard of (s since 1970).
    std::string host;
    std::int64_t process = 0;
    double heartbeat = 0.0;
    bool operator==(const PointRecord&) const = default;
};

// Seconds after which one that runs and was not heard of counts as interrupted.
inline constexpr double kHeartbeatAllowance = 120.0;

// One JSON object: format infoplane-point, format_version, and the members above.
[[nodiscard]] std::string writePointRecord(const PointRecord& record);
// Refuses what is no such object, other types, an unknown state, negative times, texts of more than 4,096
// bytes, and a newer major version.
[[nodiscard]] Result<PointRecord> parsePointRecord(std::string_view text);

// What a record that was read means now: one that runs and is dead counts as waiting. It is dead when it was
// not heard of for kHeartbeatAllowance, or when it ran on `host`, where `is_alive` says of its process that
// it is gone.
[[nodiscard]] PointRecord currentRecord(PointRecord record, double now, std::string_view host,
                                        bool (*is_alive)(std::int64_t process));

} // namespace infoplane
