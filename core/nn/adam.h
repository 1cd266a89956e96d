// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/state_archive.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <vector>

namespace infoplane {

// Adam (Kingma & Ba 2015, beta 0.9 and 0.999, epsilon 1e-8) over a list of leaf tensors, fused into one call.
class Adam {
public:
    explicit Adam(std::vector<at::Tensor> parameters);

    // Descends along the gradients that backward() left, with this step's rate, and clears them.
    void step(double rate);

    [[nodiscard]] const std::vector<at::Tensor>& parameters() const { return parameters_; }

    // The parameters and what it carries beside them.
    void visit(StateArchive& archive);

private:
    std::vector<at::Tensor> parameters_, means_, squares_, steps_;
};

} // namespace infoplane
