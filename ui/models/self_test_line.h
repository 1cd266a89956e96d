// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "ui/models/self_test_point.h"

#include <QByteArray>

namespace infoplane::ui {

// What one line of `infoplane selftest --json-lines` says: a result, and how many pairs of estimator and
// problem are done of how many.
struct SelfTestLine {
    std::uint64_t done = 0, all = 0;
    SelfTestPoint point;
};

// Reads a line of at most 64 KiB: a JSON object with the keys done, all, estimator, problem, estimand,
// truth_nats, value_nats, standard_error, cap_nats, at_cap, direction, n, verdict, seconds, warnings and
// failure; others are passed over. An Error names the key that is missing, of the wrong type or out of range.
[[nodiscard]] Result<SelfTestLine> readSelfTestLine(const QByteArray& line);

inline constexpr qsizetype kLongestSelfTestLine = 65536; // bytes

} // namespace infoplane::ui
