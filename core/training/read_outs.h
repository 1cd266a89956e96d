// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/store/run_description.h"

#include <vector>

namespace infoplane {

// How accuracies are read, by objective. Layer-wise methods: critic_clean and critic_noisy, argmax_y C(t,y) +
// ln p(y) of the layer's relevance critic on t and on t^; all: linear_probe; cross-entropy: network_output.
[[nodiscard]] std::vector<ReadOutDescription> describeReadOuts(Objective objective,
                                                               const DataDescription& data);

} // namespace infoplane
