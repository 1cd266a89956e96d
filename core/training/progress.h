// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/layer_plan.h"
#include "core/store/run_store.h"
#include "core/training/plan.h"

#include <chrono>
#include <span>
#include <vector>

namespace infoplane {

// Where the whole run stands and how long it will still take. Phases cost different amounts a step; a phase
// that has begun is extrapolated from its own pace, one that has not from the nearest begun one scaled by
// multiply-adds a step.
class ProgressMeter {
public:
    // `work` is the cost of a step of each phase of each method, in any one unit.
    ProgressMeter(std::vector<MethodPlan> plans, std::vector<std::vector<double>> work);

    // `step`: where it begins, if an earlier program has done its steps before.
    void beginPhase(std::size_t method, std::size_t phase, std::int64_t step = 0);
    // After `step` steps of the phase. Publishes at most about 20 times a second, and always the last step.
    void advance(std::int64_t step, RunStore& store);

private:
    using Clock = std::chrono::steady_clock;
    [[nodiscard]] double secondsLeft() const;
    [[nodiscard]] double fraction() const;

    std::vector<MethodPlan> plans_;
    std::vector<std::vector<double>> work_;
    double total_work_ = 0.0, done_work_ = 0.0; // done: of the phases that are complete
    double phase_work_ = 0.0;                   // of the phase under way, so far
    double begun_work_ = 0.0;                   // of that, what was done when it began here
    double pace_ = 0.0;                         // seconds a unit of work in the phase under way
    std::size_t method_ = 0, phase_ = 0;
    std::int64_t step_ = 0;
    Clock::time_point phase_start_, last_publication_;
};

// Multiply-adds a step of a phase, forward and backward, for weighing phases against each other.
[[nodiscard]] double workOfStep(const MethodConfig& method, std::size_t phase,
                                std::span<const LayerPlan> layers, std::uint32_t classes);

} // namespace infoplane
