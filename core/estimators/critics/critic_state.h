// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/critics/critic_inputs.h"
#include "core/estimators/critics/critic_objective.h"
#include "core/nn/adam.h"

#include <ATen/ATen.h>

#include <memory>
#include <optional>
#include <vector>

namespace infoplane {

// A critic with what its training carries from step to step: the weights that Adam moves, their moving
// average, which is what is measured, and the best average so far.
class CriticState {
public:
    // Widths as the critic reads them: after criticInputs; 0 for a discrete variable.
    CriticState(const CriticOptions& options, std::int64_t x_width, std::int64_t y_width);

    // Takes scalings and label frequencies from a training sample.
    void fit(const DrawnPairs& train);

    // One step of Adam on one batch, with decoupled weight decay 0.5 (Loshchilov & Hutter 2019).
    void step(const DrawnPairs& batch, double rate);

    void keepBest();     // takes the present average as the best
    void exchangeBest(); // the best becomes the average and the average the best
    void restoreBest();  // the same, and the trained weights are the best ones too

    // What is carried from one measurement to the next; the best average is not.
    void visit(StateArchive& archive);

    [[nodiscard]] const PairCritic& averaged() const { return *averaged_; }
    [[nodiscard]] const CriticObjectiveTerms& objective() const { return objective_; }
    [[nodiscard]] std::uint64_t steps() const { return steps_; }

private:
    std::unique_ptr<PairCritic> trained_, averaged_;
    CriticObjectiveTerms objective_;
    bool scales_inputs_; // criticInputs has done it elsewhere
    std::optional<Adam> optimiser_;
    std::vector<at::Tensor> best_;
    std::uint64_t steps_ = 0;
};

} // namespace infoplane
