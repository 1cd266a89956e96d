// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace infoplane::app {

// A table of the estimates in bits and nats, with errors, directions and caps, then a line for each warning.
void writeEstimations(std::ostream& out, const std::vector<Estimation>& estimations);

// What the objects of writeEstimationsJson hold, for the command's help.
[[nodiscard]] std::string_view estimationsJsonHelp();

// A list of one JSON object an estimate, as estimationsJsonHelp says. What is no number is null.
[[nodiscard]] std::string writeEstimationsJson(const std::vector<Estimation>& estimations, const Variable& x,
                                               const Variable& y);

} // namespace infoplane::app
