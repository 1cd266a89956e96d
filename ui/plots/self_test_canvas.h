// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/series/series.h"
#include "ui/models/self_test_point.h"
#include "ui/plots/qcp.h"
#include "ui/plots/theme.h"

#include <string>
#include <vector>

namespace infoplane::ui {

class PlotLegend;
class SelfTestDrawing;
struct SelfTestPanel;

// Puts the panels of a self-test and their legend on a QCustomPlot, which must outlive it: the same on screen
// and on paper.
class SelfTestCanvas {
public:
    explicit SelfTestCanvas(QCustomPlot& plot);

    void setTheme(const PlotTheme& theme);
    void setUnit(InformationUnit unit);
    void setPoints(const std::vector<SelfTestPoint>& points);
    void setHighlighted(const std::string& estimator);
    // Puts the panels in as many columns as make them nearly square in a picture of that size.
    void arrange(QSizeF size);

    [[nodiscard]] const std::vector<SelfTestDrawing*>& drawings() const { return drawings_; }
    [[nodiscard]] const PlotLegend& legend() const { return *legend_; }

private:
    void show();
    void rebuild(std::size_t panels);
    void addPanel(int row, int column);
    void dress();
    [[nodiscard]] double panelHeight() const;
    [[nodiscard]] QString yLabel(const QString& unit) const;
    void updateLegend();

    QCustomPlot& plot_;
    PlotLegend* legend_;
    QCPLayoutGrid* grid_;
    std::vector<SelfTestDrawing*> drawings_; // the plot's
    std::vector<QCPTextElement*> titles_;
    std::vector<QCPMarginGroup*> margins_;
    std::vector<SelfTestPoint> points_;
    PlotTheme theme_;
    InformationUnit unit_ = InformationUnit::Nats;
    std::string highlighted_;
    QSizeF size_{640.0, 560.0};
    int columns_ = 0;
};

} // namespace infoplane::ui
