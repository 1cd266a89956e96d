// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/plot_legend.h"
#include "ui/plots/sweep_drawing.h"

// What the panels of a sweep's picture hold, and what explains it.
namespace infoplane::ui {

// (a): I(T^;Y) over I(X;T^), a thin line a curve, each point in its value's colour.
[[nodiscard]] std::vector<BarredLine> planeLines(const SweepPlotData& data, const ValueColours& colours,
                                                 const PlotTheme& theme);
// Where the squared Lagrangian's optima lie, in the colours of their values.
[[nodiscard]] std::vector<BarredPoint> optimumCrosses(const SweepPlotData& data, const ValueColours& colours);
// (b): accuracy in %, a colour a read-out, a dash and a marker a curve.
[[nodiscard]] std::vector<BarredLine> accuracyLines(const SweepPlotData& data, const PlotTheme& theme);
// (c): both terms, a colour each.
[[nodiscard]] std::vector<BarredLine> informationLines(const SweepPlotData& data, const PlotTheme& theme);

[[nodiscard]] std::vector<LegendEntry> sweepLegend(const SweepPlotData& data, const PlotTheme& theme);

} // namespace infoplane::ui
