// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/probe/linear_probe.h"
#include "core/estimators/variable.h"

#include <cstdint>
#include <span>

namespace infoplane {

// The linear probe (linear_probe.h) of one layer on outputs that are held as variables, as the trainer reads
// it: float32. Labels in 0..classes-1, one a point. Errors as probeAccuracy.
[[nodiscard]] Result<ProbeResult> probeLayer(const Variable& train_t, std::span<const std::int64_t> train_y,
                                             const Variable& test_t, std::span<const std::int64_t> test_y,
                                             std::int64_t classes, const Proceed& proceed = {});

} // namespace infoplane
