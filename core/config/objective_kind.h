// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"

// What the objectives have in common.
namespace infoplane {

// Layers one after another, each frozen before the next; otherwise the whole network at once.
[[nodiscard]] constexpr bool trainsLayerByLayer(Objective objective) {
    return objective == Objective::LayerwiseIb || objective == Objective::GreedyCrossEntropy ||
           objective == Objective::HsicBottleneck || objective == Objective::RandomLayers;
}

// Each hidden layer has a relevance critic, which reads labels from it.
[[nodiscard]] constexpr bool hasCritics(Objective objective) {
    return trainsLayerByLayer(objective) || objective == Objective::JointIb;
}

// A linear output layer stands on the last hidden one.
[[nodiscard]] constexpr bool hasHead(Objective objective) {
    return objective == Objective::CrossEntropy || objective == Objective::Vib;
}

// The compression term is MethodConfig::compression.
[[nodiscard]] constexpr bool hasLagrangian(Objective objective) {
    return objective == Objective::LayerwiseIb || objective == Objective::JointIb;
}

// beta weighs something.
[[nodiscard]] constexpr bool hasBeta(Objective objective) {
    return hasLagrangian(objective) || objective == Objective::HsicBottleneck || objective == Objective::Vib;
}

} // namespace infoplane
