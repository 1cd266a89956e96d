// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/state_archive.h"

#include <ATen/ATen.h>

#include <cstdint>

namespace infoplane {

// The mean of a number a seed over optimiser steps, kept on the device: nothing is copied to the host until
// it is taken.
class MeanOverSteps {
public:
    // value [R], without gradient.
    void add(const at::Tensor& value) {
        if (steps_++ == 0)
            sum_ = value.to(at::kDouble, false, true);
        else
            sum_.add_(value);
    }
    // The mean since the last call, [R] float64; undefined when nothing was added. Begins anew.
    [[nodiscard]] at::Tensor take() {
        if (steps_ == 0) return {};
        const at::Tensor mean = sum_ / static_cast<double>(steps_);
        steps_ = 0;
        return mean;
    }
    // Of `seeds` numbers.
    void visit(StateArchive& archive, std::int64_t seeds, const at::Device& device) {
        archive.count("steps", steps_);
        if (steps_ == 0) return;
        if (archive.restores()) sum_ = at::zeros({seeds}, at::TensorOptions(at::kDouble).device(device));
        archive.tensor("sum", sum_);
    }

private:
    at::Tensor sum_;
    std::int64_t steps_ = 0;
};

} // namespace infoplane
