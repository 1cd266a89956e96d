// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/qcp.h"
#include "ui/plots/theme.h"

namespace infoplane::ui {

// Pens, fonts and grid of an axis: the same in every plot.
void styleAxis(QCPAxis& axis, const PlotTheme& theme);

} // namespace infoplane::ui
