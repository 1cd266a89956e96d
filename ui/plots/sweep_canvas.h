// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/series/sweep_plot_data.h"
#include "ui/plots/qcp.h"
#include "ui/plots/references.h"
#include "ui/plots/sweep_drawing.h"
#include "ui/plots/theme.h"

namespace infoplane::ui {

class PlotLegend;

// Puts the panels of a sweep, their legend and what holds for all of them on a QCustomPlot, which must
// outlive it.
class SweepCanvas {
public:
    SweepCanvas(QCustomPlot& plot, const PlotTheme& theme);

    // `size`: of the picture, for the lines of text below it.
    void show(const SweepPlotData& data, QSizeF size);

private:
    struct Panel {
        QCPTextElement* title = nullptr;
        QCPAxisRect* rect = nullptr;
        References* references = nullptr;
        SweepDrawing* drawing = nullptr;
    };
    [[nodiscard]] Panel makePanel(QCPLayoutGrid& grid, int row);
    [[nodiscard]] QCPAxis* x(const Panel& panel) const { return panel.rect->axis(QCPAxis::atBottom); }
    [[nodiscard]] QCPAxis* y(const Panel& panel) const { return panel.rect->axis(QCPAxis::atLeft); }

    void dress(const SweepPlotData& data);
    void showPlane(const SweepPlotData& data, const ValueColours& colours);
    void showScale(const SweepPlotData& data, const ValueColours& colours);
    void showAgainstValue(const Panel& panel, const SweepPlotData& data, std::vector<BarredLine> lines);
    void setTicks(QCPAxis& axis, const SweepPlotData& data) const;
    void turnLongNames(const SweepPlotData& data, double width);

    QCustomPlot& plot_;
    PlotTheme theme_;
    PlotLegend* legend_;
    QCPColorScale* scale_;
    QCPTextElement* conditions_;
    Panel plane_, accuracy_, information_;
};

} // namespace infoplane::ui
