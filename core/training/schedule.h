// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/nn/optimiser.h"

// What changes over the training of a layer or a network. `progress` is the share of its steps that are done,
// 0 <= progress < 1.
namespace infoplane {

// What the layer or the network is trained with.
[[nodiscard]] OptimiserOptions optimiserOptions(const MethodConfig& method);

// Factor of the learning rates, RateSchedule's curve times progress / warm_up while below warm_up. Where a
// warm-up is asked for, the first step has its share too: (progress + one step) / warm_up, `step_share` being
// one step's share of all.
[[nodiscard]] double rateFactor(const MethodConfig& method, double progress, double step_share);

// Factor of beta: 0 before beta_start, then in a line to 1 within beta_ramp.
[[nodiscard]] double betaFactor(const MethodConfig& method, double progress);

// Factor of the training noise: sigma_start^(1 - progress / sigma_ramp) within sigma_ramp, then 1.
[[nodiscard]] double noiseFactor(const MethodConfig& method, double progress);

} // namespace infoplane
