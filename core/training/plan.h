// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/data/dataset.h"
#include "core/store/run_description.h"

#include <cstdint>
#include <string>

namespace infoplane {

// How one method goes over the data. A phase is the training of one layer, or of the whole network at once.
// A step reads `batch` samples; the last incomplete batch of an epoch is dropped; an epoch is one pass.
struct MethodPlan {
    std::int64_t phases = 0;
    std::int64_t epochs = 0; // of a phase
    std::int64_t steps_per_epoch = 0;

    [[nodiscard]] std::int64_t stepsOfPhase() const { return epochs * steps_per_epoch; }
    [[nodiscard]] std::int64_t stepsInAll() const { return phases * stepsOfPhase(); }
    [[nodiscard]] double passes(std::int64_t step) const {
        return static_cast<double>(step) / static_cast<double>(steps_per_epoch);
    }
};

// What a method's objective stands for: greedy cross-entropy is the clean variational relevance, and
// compression is none where there is no Lagrangian.
[[nodiscard]] MethodConfig asTrained(MethodConfig method);

// Fails when a batch is larger than the training part.
[[nodiscard]] Result<MethodPlan> planMethod(const Experiment& experiment, const MethodConfig& method,
                                            std::size_t training_size);

// Whether a row is measured after `step` steps of a phase. The first (0) and the last step always are.
[[nodiscard]] bool measurementDue(const MeasureConfig& measure, const MethodPlan& plan, std::int64_t step);

// Whether a checkpoint is written after `step` steps of a phase. Its end has one of its own.
[[nodiscard]] bool checkpointDue(const CheckpointConfig& checkpoints, const MethodPlan& plan,
                                 std::int64_t step);

// The number of rows a phase gives.
[[nodiscard]] std::uint64_t rowsOfPhase(const MeasureConfig& measure, const MethodPlan& plan);

// beta of a layer, counted from 0; 0 where no compression is trained.
[[nodiscard]] double betaOfLayer(const MethodConfig& method, std::size_t layer);

// Everything about the run that is known before its first row, but for start time, run id, configuration text
// and environment strings other than the device's, which the caller fills in.
[[nodiscard]] Result<RunDescription> describeRun(const Experiment& experiment, const Dataset& dataset,
                                                 const std::string& device);

} // namespace infoplane
