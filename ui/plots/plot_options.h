// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/epoch_colours.h"

#include <QSet>
#include <QString>

namespace infoplane::ui {

enum class LegendPlace { Above, Inside, Off };

// What a person chose in one plot's menu; a picture of the plot takes it over.
struct PlotOptions {
    bool log_passes = false; // the axis of passes
    bool follow = true;      // while live, a zoomed view moves with the newest row
    LegendPlace legend = LegendPlace::Above;
    int smoothing = 0; // rows
    QSet<QString> hidden_quantities;
    // The plane only:
    bool equal_aspect = false;
    bool log_colours = true; // most happens in the first passes
    bool each_seed = false;
    bool colours_since_layer = true;
    ColourMap colour_map = ColourMap::Viridis;
};

} // namespace infoplane::ui
