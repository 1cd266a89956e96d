// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/api/result.h"
#include "core/data/dataset.h"
#include "core/estimators/estimate.h"
#include "core/store/run_store.h"

#include <functional>
#include <memory>

namespace infoplane {

// Told of the progress of a training, on a thread of the training's own.
using TrainingListener = std::function<void(const RunDescription& run, const RunProgress& progress)>;

// Trains all methods of the experiment in memory, measured at the first and the last step of each phase only;
// nothing is written. Works on a thread of its own. The weights are those that the same experiment with any
// cadence has. An Error as train()'s, or Cancelled where `proceed`, asked at every step, returned false.
[[nodiscard]] Result<std::unique_ptr<RunStore>> trainInMemory(Experiment experiment, const Dataset& dataset,
                                                              const TrainingListener& listener = {},
                                                              const Proceed& proceed = {});

} // namespace infoplane
