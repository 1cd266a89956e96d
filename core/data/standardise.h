// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"

#include <string>

namespace infoplane {

// Shifts and scales the inputs to mean 0 and deviation 1 over the training part (divisor N): each feature by
// its own mean and deviation ("per_feature"), or all by one ("all"); "none" leaves them. A feature that is
// constant there is shifted only. Sums are in double.
void standardiseInputs(Dataset& dataset, const std::string& how);

} // namespace infoplane
