// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/training/method_context.h"

namespace infoplane {

// Layer-wise information-bottleneck training (Elad et al. 2019, in the forms of Lagrangian): for each layer
// in order, train it alone on the frozen outputs below, freeze it, compute its outputs for all data once, go
// on. Objective::RandomLayers does the same with layers that stay at their start. No label reaches a layer
// but through the relevance term.
[[nodiscard]] TrainingOutcome trainLayerwise(MethodContext& context);

// The same hidden layers with a linear head, end to end on cross-entropy.
[[nodiscard]] TrainingOutcome trainCrossEntropy(MethodContext& context);

} // namespace infoplane
