// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/critics/critic_training.h"
#include "core/estimators/critics/held_out_value.h"
#include "core/estimators/critics/pair_critic.h"
#include "core/nn/state_archive.h"

#include <ATen/ATen.h>

// What each kind of critic is trained on and reported as.
namespace infoplane {

// Points of a sample with, where x^ is measured, their noise drawn.
struct DrawnPairs {
    at::Tensor x, y; // y: x^ where the objective is about noise
};

class CriticObjectiveTerms {
public:
    explicit CriticObjectiveTerms(const CriticOptions& options);

    // The labels' frequencies of a training sample; needed by Variational.
    void fit(const DrawnPairs& train);

    // The objective of one batch, a number that its critic raises.
    [[nodiscard]] at::Tensor onBatch(const PairCritic& critic, const DrawnPairs& batch);

    // What early stopping compares: the reported value, for SMILE the Jensen-Shannon objective.
    [[nodiscard]] std::optional<HeldOutValue> forStopping(const PairCritic& critic, const DrawnPairs& sample,
                                                          const Proceed& proceed) const;

    // The value to report. `seen` is its like on points that the critic was trained on, from which NWJ takes
    // the constant of its critic; empty for the value on those points themselves.
    [[nodiscard]] std::optional<HeldOutValue> forReport(const PairCritic& critic, const DrawnPairs& sample,
                                                        const std::optional<HeldOutValue>& seen,
                                                        const Proceed& proceed) const;

    // What batches leave behind; fit() makes the rest anew.
    void visit(StateArchive& archive) { archive.tensor("log_running_mean", log_running_mean_); }

private:
    CriticOptions options_;
    at::Tensor log_running_mean_; // [1], of E_Q e^C over the steps; NaN before the first
    at::Tensor log_prior_;        // [K], double
    at::Tensor all_symbols_;      // 0..K-1
};

} // namespace infoplane
