// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/critics/critic_training.h"
#include "core/estimators/estimator.h"

namespace infoplane {

// What stands in the list of estimators for a critic's objective, with its parameters.
[[nodiscard]] EstimatorInfo criticInfo(CriticObjective objective);

// The direction of its values.
[[nodiscard]] Direction criticDirection(CriticObjective objective);

// The settings of a user as the trainer reads them.
[[nodiscard]] CriticOptions criticOptions(CriticObjective objective, const EstimatorSettings& settings,
                                          const Variable& x, const Variable& y);

} // namespace infoplane
