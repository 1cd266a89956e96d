// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"
#include "core/training/layer_estimators.h"

#include <string>

namespace infoplane {

// An estimator of core/estimators/estimator.h, kt, sandwich or gaussian_bound, on layers: T as the variable
// x, the label as y, one seed after the other. Of `values` it takes the parameters that it has. Its draws are
// keyed by LayerSample::noise_seeds.
[[nodiscard]] std::unique_ptr<LayerEstimator> makePairwiseLayerEstimator(const std::string& name,
                                                                         const ParameterValues& values);

} // namespace infoplane
