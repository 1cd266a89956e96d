// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/critics/critic_inputs.h"

#include <ATen/core/Tensor.h>

namespace infoplane {

// The three parts of one measurement, as the critic reads them: the points that train it, those that decide
// when training stops, and those that it is reported on.
struct CriticParts {
    CriticSample fit, validation, report;
};

// The least points that train a critic, that decide when training stops, and that are reported on.
inline constexpr std::int64_t kLeastFitted = 2, kLeastValidation = 2, kLeastReported = 2;

// Divides the training sample by a permutation of the seed, the same for every sample of one size: one point
// in five is for stopping, at most 2048, because all their pairs are taken often. Then brings continuous
// columns to the critic's scale (criticInputs), which `fit` alone decides; where noise is measured they stay
// as they are. An Error says what is wrong with a sample or its size, or Cancelled.
[[nodiscard]] Result<CriticParts> divideSamples(const PairedSample& train, const PairedSample& report,
                                                const CriticOptions& options, const Proceed& proceed);

} // namespace infoplane
