// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/nn/state_archive.h"

#include <ATen/ATen.h>

#include <vector>

namespace infoplane {

struct OptimiserOptions {
    OptimiserKind kind = OptimiserKind::Adam;
    double momentum = 0.9;     // of Sgd
    double weight_decay = 0.0; // Adam and Sgd: g + decay w in the place of g; AdamW: w (1 - rate decay) first
    double gradient_clip = 0.0; // 0: none
};

// What trains a layer or a network: leaf tensors with a leading seed dimension, [R, ...], all updated in one
// call.
//   Adam   m <- .9 m + .1 g, v <- .999 v + .001 g^2, w <- w - rate (m / (1 - .9^t)) / (sqrt(v / (1 - .999^t))
//   + 1e-8) Sgd    b <- momentum b + g (b = g in the first step), w <- w - rate b
// A gradient whose Euclidean norm over all tensors of its seed is above gradient_clip is scaled down to it,
// seed by seed, before anything else is done with it.
class Optimiser {
public:
    Optimiser(std::vector<at::Tensor> parameters, const OptimiserOptions& options);

    // Descends along the gradients that backward() left, with this step's rate, and clears them.
    void step(double rate);

    [[nodiscard]] const std::vector<at::Tensor>& parameters() const { return parameters_; }

    // What it carries from step to step beside the parameters.
    void visit(StateArchive& archive);

private:
    OptimiserOptions options_;
    std::vector<at::Tensor> parameters_, means_, squares_, steps_, momenta_;
    bool first_ = true; // of sgd, whose momenta then begin
};

// Scales gradients [R, ...] in place so that each seed's norm over all of them is at most `most`.
void clipGradients(std::vector<at::Tensor>& gradients, double most);

} // namespace infoplane
