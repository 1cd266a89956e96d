// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/run_store.h"

#include <QString>

namespace infoplane::ui {

// "layer 2 of 4 · 62 % · 0:42 left"; with several methods the method's name before it.
[[nodiscard]] QString progressText(const RunDescription& description, const RunProgress& progress);

// 0:42, 12:05, 1:02:07; negative: empty.
[[nodiscard]] QString durationText(double seconds);

} // namespace infoplane::ui
