// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/markers.h"
#include "ui/plots/qcp.h"
#include "ui/plots/theme.h"

#include <optional>
#include <vector>

namespace infoplane::ui {

// A line of a legend. A method has a line style, a layer a colour and a marker.
struct LegendEntry {
    enum class Role { Method, Layer, Quantity };
    Role role = Role::Layer;
    QString text;
    QString method; // what a click on it selects
    int layer = 0;
    QColor colour;
    std::optional<std::size_t> dash; // a piece of line
    bool strong = true;
    std::optional<std::size_t> marker;
    MarkerFill fill = MarkerFill::Full;
    bool crossed = false; // a cross, over the marker where there is one
    bool shown = true;
    bool selected = false;
};

// A legend that wraps its entries over the width it gets (above the plot) or lists them in a column (inside).
class PlotLegend : public QCPLayoutElement {
public:
    explicit PlotLegend(QCustomPlot* plot);

    void setTheme(const PlotTheme& theme) { theme_ = theme; }
    void setEntries(std::vector<LegendEntry> entries) { entries_ = std::move(entries); }
    void setColumn(bool column) { column_ = column; }
    // The share of the plot's height that it may take; one that needs more is not shown.
    void setLargestShare(double share) { largest_share_ = share; }
    [[nodiscard]] const std::vector<LegendEntry>& entries() const { return entries_; }
    // The entry at a position in the plot; null: none.
    [[nodiscard]] const LegendEntry* entryAt(const QPointF& position) const;

    QSize minimumOuterSizeHint() const override;
    QSize maximumOuterSizeHint() const override;

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(true); }
    void draw(QCPPainter* painter) override;

private:
    [[nodiscard]] std::vector<QRectF> places(double width) const;
    [[nodiscard]] double entryWidth(const LegendEntry& entry) const;
    [[nodiscard]] double lineHeight() const;
    [[nodiscard]] QPointF origin() const; // of the first entry
    [[nodiscard]] double innerWidth() const;
    [[nodiscard]] QSizeF sizeFor(double width) const;
    [[nodiscard]] double sampleWidth() const { return 4.4 * theme_.marker; }
    void drawSample(QCPPainter* painter, const LegendEntry& entry, const QRectF& rect) const;

    PlotTheme theme_;
    std::vector<LegendEntry> entries_;
    bool column_ = false;
    double largest_share_ = 0.16;
};

} // namespace infoplane::ui
