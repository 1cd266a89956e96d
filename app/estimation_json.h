// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace infoplane::app {

using Json = nlohmann::ordered_json;

// null where it is no finite number.
[[nodiscard]] Json jsonNumberOrNull(double value);

// The names of the bits of a flags column.
[[nodiscard]] std::vector<std::string> namesOfFlags(std::uint32_t flags);

// One estimate: estimator, estimand, value_nats, standard_error, sampling_error, direction, cap_nats, at_cap,
// n, n_training, unit, parameters, seconds, warnings, flags.
[[nodiscard]] Json estimationJson(const Estimation& estimation);

} // namespace infoplane::app
