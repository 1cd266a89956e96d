// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/estimators/estimator.h"

#include <string>
#include <vector>

namespace infoplane::app {

// PARAMETER=VALUE settings of a command, the last of a name counts. InvalidArgument for what is no such
// thing.
[[nodiscard]] Result<ParameterValues> parseParameterValues(const std::vector<std::string>& settings);

// One of them: "k=3", "ksg.k=3".
struct ParameterSetting {
    std::string estimator; // before the dot; empty: all that have the parameter
    std::string parameter;
    double value = 0.0;
};
[[nodiscard]] Result<ParameterSetting> parseParameterSetting(const std::string& text);

} // namespace infoplane::app
