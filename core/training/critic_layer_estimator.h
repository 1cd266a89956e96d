// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/training/layer_estimators.h"

#include <string>

namespace infoplane {

// What the critics that track layers are set to; the rest is CriticOptions' own.
struct CriticTrackingOptions {
    double sigma = 0.0;        // of T^ = T + sigma N(0, I)
    std::int64_t steps = 1000; // of training at one measurement, at most
};

// An estimator by critics (core/estimators/critics) on layers:
//   aa_mine, known_conditional   I(X;T^), a lower bound in the limit of many points, no cap
//   variational                  I(T^;Y), a lower bound, cap H(Y); both samples are read with noise,
//                                fresh for the training sample at each measurement
// Each layer and seed has a critic of its own, trained on the training sample, from where it was when the
// layer was last measured, and reported on the test sample; the training split has no value (kNotMeasured). A
// critic needs a few hundred steps a measurement, and about 24 (200 d + 13,000) bytes for a layer of d units
// (known_conditional 16 d^2 more) until its layer is frozen. The same numbers for the same seeds and number
// of threads.
//
// What met a NaN, in the layer or in the critic, is a NaN with kNanMet, and the next measurement begins with
// a new critic. An Error where there are too few points to train and report on. `name` is one of the three.
[[nodiscard]] std::unique_ptr<LayerEstimator> makeCriticLayerEstimator(const std::string& name,
                                                                       const CriticTrackingOptions& options);

} // namespace infoplane
