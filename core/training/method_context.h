// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/nn/random_tensors.h"
#include "core/store/training_state.h"
#include "core/training/plan.h"
#include "core/training/progress.h"
#include "core/training/trainer.h"
#include "core/training/training_data.h"

#include <chrono>
#include <optional>
#include <span>

namespace infoplane {

// Time that a method has worked: the time spent paused inside TrainingSink::proceed does not count.
class WorkClock {
public:
    // `worked`: seconds of an earlier program.
    explicit WorkClock(double worked = 0.0) : worked_(worked) {}

    [[nodiscard]] double seconds() const {
        const auto now = std::chrono::steady_clock::now();
        return worked_ + std::chrono::duration<double>(now - start_ - paused_).count();
    }
    bool proceed(TrainingSink& sink) {
        const auto before = std::chrono::steady_clock::now();
        const bool go_on = sink.proceed();
        paused_ += std::chrono::steady_clock::now() - before;
        return go_on;
    }

private:
    double worked_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    std::chrono::steady_clock::duration paused_{};
};

// Where the training of a method stands: after `step` steps of a phase, and whether the row and the
// checkpoint that are due there are `complete`.
struct Standpoint {
    std::int64_t phase = 0, step = 0;
    bool complete = false;
};

// Where a method goes on instead of at its beginning.
struct Resumption {
    const TrainingState& state;
    Standpoint at;
};

// What the training of one method reads and where its rows go. References outlive the training.
struct MethodContext {
    const Experiment& experiment;
    const MethodConfig& config;
    const TrainingData& data;
    std::span<const std::uint64_t> seeds;
    MethodPlan plan;
    std::size_t index = 0; // in the experiment and the store
    RunStore& store;
    TrainingSink& sink;
    ProgressMeter& progress;
    at::Device device;
    std::optional<Resumption> resumption{};
    WorkClock clock{};
    std::optional<Error> failure{}; // why a measurement could not be made; then the method has stopped

    bool proceed() { return clock.proceed(sink); }
    [[nodiscard]] std::int64_t seedCount() const { return static_cast<std::int64_t>(seeds.size()); }
    [[nodiscard]] Place place(std::size_t layer) const {
        return {static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(layer)};
    }
    void addEvent(Severity severity, const std::string& kind, std::size_t layer, const std::string& text);
};

} // namespace infoplane
