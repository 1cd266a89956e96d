// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/controls/control.h"
#include "core/estimators/estimator.h"

#include <cstdint>
#include <string>
#include <vector>

namespace infoplane {

// The estimator of that name; null where this build lists none such.
[[nodiscard]] std::unique_ptr<Estimator> estimatorNamed(const std::string& name);

// Whether it has a parameter sigma: it adds the noise itself.
[[nodiscard]] bool addsNoise(const EstimatorInfo& info);

// What the estimator of that name gives of x and y with the parameters given and its other defaults. An Error
// as Estimator::measure's, or a refusal as InvalidArgument. Requires that the name is listed.
[[nodiscard]] Result<std::vector<Estimation>> measured(const std::string& name, const Variable& x,
                                                       const Variable& y, const ParameterValues& given,
                                                       std::uint64_t seed, const ControlSettings& settings);

// Puts an estimate into a row: estimator, quantity, unit, value, error, n, parameters, seconds, warnings.
void setEstimation(ControlRow& row, const Estimation& estimation);

} // namespace infoplane
