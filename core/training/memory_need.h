// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/api/result.h"
#include "core/config/layer_plan.h"

#include <cstdint>
#include <span>
#include <vector>

namespace infoplane {

// Bytes that the training of one method takes at its peak, in float32, for all seeds: an estimate from below,
// of what grows with seeds, network, batch and data.
struct MemoryNeed {
    double parameters = 0.0;  // of network and critics
    double optimiser = 0.0;   // their gradients and the optimiser's two means
    double activations = 0.0; // of a batch, and their gradients
    double outputs = 0.0;     // of the layers for all samples, as they are measured and handed on

    [[nodiscard]] double sum() const { return parameters + optimiser + activations + outputs; }
};

struct TrainingSize {
    bool layer_by_layer = true;                                  // else all layers are trained at once
    std::int64_t classes = 0, seeds = 1, training = 0, test = 0; // samples
};

[[nodiscard]] MemoryNeed memoryNeed(const MethodConfig& method, std::span<const LayerPlan> layers,
                                    const TrainingSize& size);

// Refuses a need beyond `free` bytes with the sum and its parts.
[[nodiscard]] Status checkMemoryNeed(const MemoryNeed& need, std::uint64_t free, const MethodConfig& method,
                                     const TrainingSize& size);

} // namespace infoplane
