// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"

#include <vector>

namespace infoplane {

// The examples of all parts of the split, ascending: those that a run uses; all of them where there is no
// split yet.
[[nodiscard]] std::vector<std::uint32_t> usedExamples(const Dataset& dataset);

} // namespace infoplane
