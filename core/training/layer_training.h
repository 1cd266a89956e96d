// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/training/method_context.h"

namespace infoplane {

// Layer-wise information-bottleneck training (Elad et al. 2019, in the forms of Lagrangian): for each layer
// in order, train it alone on the frozen outputs below, freeze it, compute its outputs for all data once, go
// on. Greedy cross-entropy is the same with the variational relevance and no compression (the critic is its
// auxiliary head, whose biases begin at ln p(y)); HsicBottleneck climbs the criterion of hsic.h in the
// Lagrangian's place and trains the critic beside it as a read-out; RandomLayers leaves layers at their
// start. No label reaches a layer but through the relevance term.
[[nodiscard]] TrainingOutcome trainLayerwise(MethodContext& context);

// The same hidden layers all at once, on one of the objectives of network_objective.h.
[[nodiscard]] TrainingOutcome trainWholeNetwork(MethodContext& context);

} // namespace infoplane
