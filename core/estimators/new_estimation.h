// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"

#include <chrono>

namespace infoplane {

// What is known of an estimate before its value: the estimator, I(x;y), the number of points and the
// parameters. The rest is as in Estimation.
[[nodiscard]] Estimation newEstimation(const EstimatorInfo& info, const Variable& x, const Variable& y,
                                       const EstimatorSettings& settings);

// The value of a whole parameter of complete settings.
[[nodiscard]] std::size_t wholeParameter(const EstimatorSettings& settings, std::string_view name);
// The value of any parameter of complete settings.
[[nodiscard]] double parameter(const EstimatorSettings& settings, std::string_view name);

// The error of a measurement that was told to stop.
[[nodiscard]] Error cancelled(const EstimatorInfo& info);

// Wall time since it was made.
class Stopwatch {
public:
    [[nodiscard]] double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

} // namespace infoplane
