// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/new_estimation.h"

#include "core/support/assert.h"

namespace infoplane {

Estimation newEstimation(const EstimatorInfo& info, const Variable& x, const Variable& y,
                         const EstimatorSettings& settings) {
    INFOPLANE_ASSERT(x.points == y.points && x.points > 0);
    Estimation estimation;
    estimation.estimator = info.name;
    estimation.estimand = estimandOf(x, y);
    estimation.samples = x.points;
    estimation.parameters = parametersJson(info, settings.values);
    return estimation;
}

double parameter(const EstimatorSettings& settings, std::string_view name) {
    const auto found = settings.values.find(name);
    INFOPLANE_ASSERT(found != settings.values.end());
    return found->second;
}

std::size_t wholeParameter(const EstimatorSettings& settings, std::string_view name) {
    return static_cast<std::size_t>(parameter(settings, name));
}

Error cancelled(const EstimatorInfo& info) {
    return {ErrorCode::Cancelled, "the measurement was stopped", info.name};
}

} // namespace infoplane
