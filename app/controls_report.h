// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/controls/control.h"

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace infoplane::app {

// A section a control: for each of its quantities what it must give and why, then a table of layers with the
// interval, the measured value, its error, the sample and the verdict; nats and fractions. Seeds are shown as
// their mean with their deviation, and the verdict is the worst of theirs. At the end a count of the
// verdicts.
void writeControlsTable(std::ostream& out, const std::vector<ControlRow>& rows);

// A list of one object a row and seed, as controlsJsonHelp says.
[[nodiscard]] std::string controlsJson(const std::vector<ControlRow>& rows);
[[nodiscard]] std::string_view controlsJsonHelp();

} // namespace infoplane::app
