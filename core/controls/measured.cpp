// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/controls/measured.h"

#include "core/support/assert.h"

#include <algorithm>

namespace infoplane {

std::unique_ptr<Estimator> estimatorNamed(const std::string& name) {
    for (auto& estimator : allEstimators())
        if (estimator->info().name == name) return std::move(estimator);
    return nullptr;
}

bool addsNoise(const EstimatorInfo& info) {
    return std::ranges::find(info.parameters, "sigma", &EstimatorParameter::name) != info.parameters.end();
}

Result<std::vector<Estimation>> measured(const std::string& name, const Variable& x, const Variable& y,
                                         const ParameterValues& given, std::uint64_t seed,
                                         const ControlSettings& settings) {
    const auto estimator = estimatorNamed(name);
    INFOPLANE_ASSERT(estimator != nullptr);
    if (const auto refusal = estimator->refusal(x, y))
        return Error{ErrorCode::InvalidArgument, *refusal, name};
    const auto values = completeParameters(estimator->info(), given);
    if (!values) return values.error();
    return estimator->measure(x, y, {*values, seed, settings.threads}, settings.proceed);
}

void setEstimation(ControlRow& row, const Estimation& estimation) {
    row.estimator = estimation.estimator;
    row.quantity = estimation.estimand;
    row.unit = estimation.unit;
    row.value = estimation.estimate.value;
    row.error = estimation.estimate.standard_error;
    row.n = estimation.samples;
    row.parameters = estimation.parameters;
    row.seconds = estimation.seconds;
    row.warnings = estimation.warnings;
}

} // namespace infoplane
