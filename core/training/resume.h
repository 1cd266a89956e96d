// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/training/state_head.h"

#include <memory>
#include <optional>

namespace infoplane {

// Where a recorded run goes on: its rows and the state that they were followed by.
struct ResumePoint {
    std::shared_ptr<const RunStore> run;
    TrainingState state;
    StateHead head;
};

// Takes the state of a run and checks it against the run's own rows and against what is trained now, of
// which `plans` are one a method: method, phase and step must be there, and at least as many rows as the
// state speaks of. An Error where the run has ended, has no state, or is not the one that `now` describes:
// other data, other seeds, another network or plan.
[[nodiscard]] Result<ResumePoint> openResumePoint(std::shared_ptr<const RunStore> run,
                                                  const RunDescription& now,
                                                  const std::vector<MethodPlan>& plans);

// Of the description of a run that goes on from there, but for the file's name.
[[nodiscard]] ResumedFrom originOf(const ResumePoint& point);

// Appends the rows that the state was taken after; those that came after it are made again.
void copyRows(const ResumePoint& point, RunStore& store);

// Says in an event where a run goes on in other surroundings, so that its numbers may differ in their last
// digits.
[[nodiscard]] std::optional<std::string> otherSurroundings(const EnvironmentDescription& before,
                                                           const EnvironmentDescription& now);

} // namespace infoplane
