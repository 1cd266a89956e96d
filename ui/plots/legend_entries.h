// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/run_description.h"
#include "ui/models/view_state.h"
#include "ui/plots/plot_legend.h"

namespace infoplane::ui {

// One entry a method: its line style, and its marker's filling where points carry markers.
[[nodiscard]] std::vector<LegendEntry> methodEntries(const RunDescription& run, const ViewState& state,
                                                     const PlotTheme& theme, bool with_markers);
// One entry a layer of the deepest network: its colour, and its marker where points carry markers.
[[nodiscard]] std::vector<LegendEntry> layerEntries(const RunDescription& run, const ViewState& state,
                                                    const PlotTheme& theme, bool with_markers);
// A line style that stands for a quantity; `key` is what hides it.
[[nodiscard]] LegendEntry quantityEntry(const QString& text, const QString& key, std::size_t dash, bool shown,
                                        const PlotTheme& theme);

// Words for the names of read-outs and terms in a run file: "probe" for linear_probe; others as they are.
[[nodiscard]] QString quantityTitle(const std::string& name);

} // namespace infoplane::ui
