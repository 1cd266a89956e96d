// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/api/result.h"
#include "core/data/dataset.h"
#include "core/store/run_store.h"

#include <memory>

namespace infoplane {

// The trainer's way out, called on the trainer's thread only.
class TrainingSink {
public:
    virtual ~TrainingSink() = default;
    // Once, before the first row: makes the store (and the file) that the rows go to.
    virtual Result<RunStore*> begin(RunDescription description) = 0;
    // At every optimiser step and inside long measurements. Blocks while paused; false: stop at once.
    virtual bool proceed() = 0;
    // Asks to be paused at the next proceed(), because a person should look at the last event. A sink that
    // nobody stands behind does nothing.
    virtual void pause() {}
};

enum class TrainingOutcome { Finished, Stopped };

// Trains all methods of the experiment one after the other, all seeds of a method together, and appends rows,
// events, checkpoints and progress to the store that the sink gives. Blocks until done; LibTorch's exceptions
// become Errors. The store's status is the caller's business. While it trains, and when it is stopped, the
// store has a state that it can go on from.
//
// `resume`: a run of this experiment on this data that did not come to its end. Its rows up to its state are
// appended first and the training goes on from there, on the processor with the numbers of a run that was
// never stopped; the store's description names run and step. An Error, before the sink is asked to begin,
// where the run has ended, has no state, or is another one.
[[nodiscard]] Result<TrainingOutcome> train(const Experiment& experiment, const Dataset& dataset,
                                            TrainingSink& sink,
                                            const std::shared_ptr<const RunStore>& resume = nullptr);

// The devices that can be named in compute.device here ("cpu", "cuda:0 NVIDIA H200", ...).
[[nodiscard]] std::vector<std::string> listDevices();

} // namespace infoplane
