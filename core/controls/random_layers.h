// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/controls/control.h"
#include "core/controls/memory_run.h"
#include "core/store/run_store.h"

#include <vector>

// The run's network with layers frozen at a random start (objective random_layers), its read-outs trained as
// the run's: what the read-outs alone can do, beside the trained layers. For each layer and seed:
// - I(X;T^) by mixture, training sample: 0 to ln N. I(T^;Y): 0 to min(I(X;T^), H(Y)) (data processing).
// - the critic's accuracy on t^, training sample: at most Fano's bound at H(Y|T^) = H(Y) - I(T^;Y)
//   (fano.h), which holds for every reader of T^; 5 errors of both.
// - the held-out accuracy of the critic on t^ (where the method has no critic, of the linear probe on t): at
//   most the trained layer's, within 3 errors of the difference: else the accuracy is the read-out's and says
//   nothing of training.
// - the held-out accuracies on clean t, of the critic and the linear probe: nothing must hold; a random layer
//   that loses nothing is read as well as a trained one.
namespace infoplane {

// The experiment that trains read-outs on random layers as `method` of the run trains its own: same network,
// data, seeds, epochs a layer (a network trained at once: an equal share of its epochs), batch, critics and
// rates.
[[nodiscard]] Experiment randomLayersOf(const Experiment& experiment, const MethodConfig& method);

// The rows; `random` is the run of randomLayersOf. A layer or value that the run has not measured stands
// alone.
[[nodiscard]] std::vector<ControlRow> compareWithRandomLayers(const RunStore& run, std::size_t method,
                                                              const RunStore& random);

} // namespace infoplane
