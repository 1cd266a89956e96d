// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"
#include "core/training/layer_estimators.h"

#include <string>
#include <vector>

namespace infoplane {

// Estimators that can measure layers but are not offered to a training (layerEstimatorNames() has those that
// are): by other bins, by neighbours, and by critics that are trained anew each time, on a part of the
// sample.
[[nodiscard]] std::vector<std::string> otherLayerEstimatorNames();

// An estimator of core/estimators/estimator.h, kt, sandwich, gaussian_bound or one of the others, on layers:
// T as the variable x, the label as y, one seed after the other. Of `values` it takes the parameters that it
// has. Its draws are keyed by LayerSample::noise_seeds.
[[nodiscard]] std::unique_ptr<LayerEstimator> makePairwiseLayerEstimator(const std::string& name,
                                                                         const ParameterValues& values);

} // namespace infoplane
