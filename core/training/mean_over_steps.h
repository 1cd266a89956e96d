// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

private:
    at::Tensor sum_;
    std::int64_t steps_ = 0;
};

} // namespace infoplane
