// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/phase.h"

#include "core/training/state_head.h"

namespace infoplane {
namespace {

class PhaseRun {
public:
    PhaseRun(MethodContext& context, PhaseTrainer& trainer, const Standpoint& from)
        : context_(context), trainer_(trainer), at_(from) {}

    bool run() {
        context_.progress.beginPhase(context_.index, static_cast<std::size_t>(at_.phase), at_.step);
        for (;;) {
            if (!at_.complete && !complete()) return false;
            if (at_.step > 0) context_.progress.advance(at_.step, context_.store);
            if (trainer_.ended(at_.step)) return true;
            if (!context_.proceed()) return stop(state());
            trainer_.step(at_.step);
            at_.complete = false;
            ++at_.step;
        }
    }

private:
    // The row and the checkpoint after the last step, where they are due.
    bool complete() {
        if (trainer_.ended(at_.step) ||
            measurementDue(context_.experiment.measure, context_.plan, at_.step)) {
            // A stop finds the measurement half done; the training then goes on from before it.
            const StateBytes before = state();
            if (at_.step == 0) context_.store.setTrainingState(before);
            if (!trainer_.measure(at_.step)) return context_.failure ? false : stop(before);
        }
        at_.complete = true;
        if (checkpointDue(context_.experiment.checkpoints, context_.plan, at_.step)) {
            trainer_.appendWeights(at_.step);
            context_.store.setTrainingState(state());
        }
        return true;
    }

    StateBytes state() {
        StateArchive archive;
        StateHead head = headOf(context_, at_);
        head.visit(archive);
        trainer_.visit(archive);
        return archive.finish();
    }

    bool stop(const StateBytes& state) {
        context_.store.setTrainingState(state);
        trainer_.appendWeights(at_.step);
        return false;
    }

    MethodContext& context_;
    PhaseTrainer& trainer_;
    Standpoint at_;
};

} // namespace

bool runPhase(MethodContext& context, PhaseTrainer& trainer, const Standpoint& from) {
    return PhaseRun(context, trainer, from).run();
}

} // namespace infoplane
