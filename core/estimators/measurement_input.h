// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace at {
class Tensor;
}

namespace infoplane {

// The shape and the labels of a measurement, once they are known to fit.
struct MeasurementInput {
    std::size_t seeds = 0, points = 0, width = 0; // all at least 1
    std::size_t classes = 0;
    std::vector<std::int64_t> labels; // [points], each in 0..classes-1

    // How many points each label has.
    [[nodiscard]] std::vector<std::uint64_t> labelCounts() const;
};

// t [R, N, width] or [N, width] of floating-point numbers, labels int64 [N]; an Error says what is wrong with
// them. `who` names the estimator in it.
[[nodiscard]] Result<MeasurementInput> checkedInput(const at::Tensor& t, const at::Tensor& labels,
                                                    std::int64_t classes, const std::string& who);

// The activations [N, width] of one seed, without gradient, where they were.
[[nodiscard]] at::Tensor activationsOfSeed(const at::Tensor& t, std::size_t seed);

} // namespace infoplane
