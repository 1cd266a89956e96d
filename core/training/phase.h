// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/state_archive.h"
#include "core/training/method_context.h"

#include <cstdint>

namespace infoplane {

// What a phase (the training of one layer, or of the whole network at once) consists of, as the course of
// its steps asks for it.
class PhaseTrainer {
public:
    virtual ~PhaseTrainer() = default;
    // Step `number` of the phase, from 0.
    virtual void step(std::int64_t number) = 0;
    // Whether the phase is over after `steps` steps: all that were planned, or fewer where it stops early.
    [[nodiscard]] virtual bool ended(std::int64_t steps) const = 0;
    // Measures and appends the row after `steps` steps. False: stopped, with context.failure where it failed.
    virtual bool measure(std::int64_t steps) = 0;
    // Appends a checkpoint of the weights after `steps` steps.
    virtual void appendWeights(std::int64_t steps) = 0;
    // Everything that decides what comes after, but for what seeds and numbers of steps decide.
    virtual void visit(StateArchive& archive) = 0;
};

// Goes through the steps of a phase from `from` on, measures when it is due, writes checkpoints every
// checkpoints.every epochs, and gives the store the state of the training: at the start of the phase, with
// every checkpoint, and where it is stopped, at that step. False: stopped. Where a phase is stopped its
// weights are written too, after the state: whoever goes on from there drops them.
[[nodiscard]] bool runPhase(MethodContext& context, PhaseTrainer& trainer, const Standpoint& from);

} // namespace infoplane
