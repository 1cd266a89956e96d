// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/plot_deck.h"

namespace infoplane::ui {

PlotFactories realPlots() {
    return {makePlanePlot, makeInformationPlot, makeAccuracyPlot, makeLossPlot};
}

} // namespace infoplane::ui
