// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/run_store.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// What a run has come to: the last measured values of every layer, as means over the seeds. The table after a
// training and `infoplane info` both show these.
namespace infoplane::app {

// Over the seeds for which the value was measured in one row. value may be NaN (it was computed as such).
struct MeanOverSeeds {
    double value = 0.0;
    double error = 0.0;      // Monte Carlo standard error of the mean, sqrt(sum e^2) / R; NaN: not measured
    double spread = 0.0;     // standard deviation over seeds (R - 1); NaN: fewer than two seeds
    std::uint32_t flags = 0; // OR over the seeds
    std::uint64_t row = 0;   // in which it was measured
};

// Information of one layer on one split, in nats; empty: never measured.
struct LayerInformation {
    std::optional<MeanOverSeeds> xt, ty;
};

struct EstimatorSummary {
    std::array<std::vector<LayerInformation>, kSplits> layers; // [split][layer]
};

struct AccuracySummary {
    std::size_t read_out = 0; // position in the method's description
    std::size_t layer = 0;    // 1..L; 0: the network's output
    std::array<std::optional<MeanOverSeeds>, kSplits> value;
};

struct MethodSummary {
    std::uint64_t rows = 0;
    double passes = 0.0;  // over the training data
    double seconds = 0.0; // trained and measured
    std::vector<EstimatorSummary> estimators;
    std::vector<AccuracySummary> accuracies;         // by read-out, then layer
    std::vector<std::optional<MeanOverSeeds>> scale; // SD(T) of each layer
    // Position in `accuracies` of the one that stands for the method: of the deepest layer that was measured,
    // by network output, else linear probe, else the critic on t^, else what there is.
    std::optional<std::size_t> headline;
};

[[nodiscard]] MethodSummary summarise(const RunStore& run, std::size_t method);

} // namespace infoplane::app
