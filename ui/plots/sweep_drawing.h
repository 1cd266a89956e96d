// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/series/sweep_plot_data.h"
#include "ui/plots/axis_drawing.h"
#include "ui/plots/epoch_colours.h"
#include "ui/plots/markers.h"
#include "ui/plots/theme.h"

#include <vector>

namespace infoplane::ui {

// The varied values as colours: 0..1 over their range, on the scale of the axis.
class ValueColours {
public:
    ValueColours(const SweepPlotData& data, bool dark);

    [[nodiscard]] QColor of(double value) const;
    [[nodiscard]] double lower() const { return lower_; }
    [[nodiscard]] double upper() const { return upper_; }
    [[nodiscard]] const EpochColours& map() const { return map_; }

private:
    EpochColours map_;
    bool logarithmic_;
    double lower_ = 0.0, upper_ = 1.0;
};

// A mean in the coordinates of a panel with its deviations; NaN: no bar.
struct BarredPoint {
    double x = 0.0, y = 0.0;
    double x_bar = 0.0, y_bar = 0.0;
    QColor colour;
    bool hollow = false;
};

// Points that are joined in their order. Those that are not finite are left out.
struct BarredLine {
    std::vector<BarredPoint> points;
    QColor colour; // of the line
    std::size_t dash = 0, marker = 0;
    bool strong = true; // a thin line else
};

// The lines of one panel of a sweep, and crosses where optima lie. A hollow point lies near its cap.
class SweepDrawing : public AxisDrawing {
public:
    using AxisDrawing::AxisDrawing;

    void setTheme(const PlotTheme& theme) { theme_ = theme; }
    void setLines(std::vector<BarredLine> lines) { lines_ = std::move(lines); }
    void setCrosses(std::vector<BarredPoint> crosses) { crosses_ = std::move(crosses); }
    [[nodiscard]] const std::vector<BarredLine>& lines() const { return lines_; }

protected:
    void draw(QCPPainter* painter) override;

private:
    void drawLine(QCPPainter& painter, const BarredLine& line) const;
    void drawBars(QCPPainter& painter, const BarredPoint& point) const;
    void drawBar(QCPPainter& painter, const QPointF& from, const QPointF& to) const;

    PlotTheme theme_;
    std::vector<BarredLine> lines_;
    std::vector<BarredPoint> crosses_;
};

} // namespace infoplane::ui
