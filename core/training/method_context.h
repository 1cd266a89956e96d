// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/nn/random_tensors.h"
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
    [[nodiscard]] double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_ - paused_).count();
    }
    bool proceed(TrainingSink& sink) {
        const auto before = std::chrono::steady_clock::now();
        const bool go_on = sink.proceed();
        paused_ += std::chrono::steady_clock::now() - before;
        return go_on;
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    std::chrono::steady_clock::duration paused_{};
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
