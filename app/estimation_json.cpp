// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/estimation_json.h"

#include "core/store/run_schema.h"

#include <cmath>

namespace infoplane::app {

Json jsonNumberOrNull(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

std::vector<std::string> namesOfFlags(std::uint32_t flags) {
    std::vector<std::string> names;
    for (const FlagName& flag : flagNames())
        if ((flags & flag.bit) != 0) names.emplace_back(flag.name);
    return names;
}

Json estimationJson(const Estimation& e) {
    return {{"estimator", e.estimator},
            {"estimand", e.estimand},
            {"value_nats", jsonNumberOrNull(e.estimate.value)},
            {"standard_error", jsonNumberOrNull(e.estimate.standard_error)},
            {"sampling_error", jsonNumberOrNull(e.sampling_error)},
            {"direction", nameOf(e.direction)},
            {"cap_nats", jsonNumberOrNull(e.estimate.cap)},
            {"at_cap", (e.estimate.flags & kAtCap) != 0},
            {"n", e.samples},
            {"n_training", e.training},
            {"unit", e.unit},
            {"parameters", Json::parse(e.parameters.empty() ? "{}" : e.parameters)},
            {"seconds", jsonNumberOrNull(e.seconds)},
            {"warnings", e.warnings},
            {"flags", namesOfFlags(e.estimate.flags)}};
}

} // namespace infoplane::app
