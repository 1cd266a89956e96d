// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/estimators/estimate.h"

#include <cstdint>
#include <vector>

namespace at {
class Tensor;
}

// The linear probe: how well a linear reader tells the label from a frozen layer's activations. Multinomial
// logistic regression with intercept, fitted on the training activations alone: each unit standardised by its
// mean and deviation there (a constant unit is left out), and
//   mean cross-entropy + ridge / 2 |W|^2   (W without the intercepts)
// minimised to a gradient below the tolerance. The minimum is unique up to the intercepts' common shift, so
// that the answer does not depend on a start or on random numbers.
namespace infoplane {

struct ProbeOptions {
    double ridge = 1e-4;     // above 0; keeps W finite where the classes can be separated
    double tolerance = 2e-5; // of the gradient's Euclidean norm
    int iterations = 500;    // at most; a fit that is not done by then is flagged
};

struct ProbeResult {
    double train = 0.0;    // fraction of the training points read right
    double test = 0.0;     // of the test points
    double loss = 0.0;     // mean cross-entropy on the training points at the end, without the ridge, nats
    double gradient = 0.0; // norm at the end
    int iterations = 0;
    std::uint32_t flags = 0; // kNotConverged, kNanMet (accuracies NaN)
};

// Fits and reads R seeds one after the other. train_t [R, N, width] or [N, width], test_t [R, M, width] or
// [M, width], float or double; train_y and test_y int64 [N] and [M], in 0..classes-1, shared by the seeds.
// Works on the device of train_t, in float32 with sums over the points in double. An Error says which
// argument is wrong, or Cancelled where `proceed`, asked at every iteration, returned false.
[[nodiscard]] Result<std::vector<ProbeResult>>
probeAccuracy(const at::Tensor& train_t, const at::Tensor& train_y, const at::Tensor& test_t,
              const at::Tensor& test_y, std::int64_t classes, const ProbeOptions& options = {},
              const Proceed& proceed = {});

} // namespace infoplane
