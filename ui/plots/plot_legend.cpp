// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plot_legend.h"

#include "ui/plots/plot_text.h"

#include <algorithm>

namespace infoplane::ui {
namespace {

constexpr double kSpace = 5.0;              // px around a sample
constexpr double kFrame = 5.0;              // px inside the frame of a legend in the plot
constexpr double kLeft = 8.0, kRight = 4.0; // px beside a legend above the plot

} // namespace

PlotLegend::PlotLegend(QCustomPlot* plot) : QCPLayoutElement(plot) {
    setLayer(QStringLiteral("legend"));
    setMinimumMargins(QMargins(0, 0, 0, 0));
}

double PlotLegend::entryWidth(const LegendEntry& entry) const {
    return sampleWidth() + textSize(theme_.small_font, entry.text).width() + 3.0 * kSpace;
}

QPointF PlotLegend::origin() const {
    return rect().topLeft() + (column_ ? QPointF(kFrame, kFrame) : QPointF(kLeft, 0.0));
}

double PlotLegend::innerWidth() const {
    return rect().width() - (column_ ? 2 * kFrame : kLeft + kRight);
}

double PlotLegend::lineHeight() const {
    return textSize(theme_.small_font, QStringLiteral("X")).height() + 1.0;
}

// Where each entry goes in a legend of that width, from its upper left corner.
std::vector<QRectF> PlotLegend::places(double width) const {
    std::vector<QRectF> rects;
    double x = 0.0, y = 0.0;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        const double w = entryWidth(entries_[i]);
        const bool wraps = column_ || x + w > width;
        if (i > 0 && wraps) {
            x = 0.0;
            y += lineHeight();
        }
        rects.emplace_back(x, y, w, lineHeight());
        x += w;
    }
    return rects;
}

QSizeF PlotLegend::sizeFor(double width) const {
    QRectF bounds;
    for (const QRectF& rect : places(width))
        bounds |= rect;
    const double frame = column_ ? 2 * kFrame : 0.0;
    return {bounds.width() + frame, bounds.height() + frame};
}

QSize PlotLegend::minimumOuterSizeHint() const {
    if (!visible() || entries_.empty()) return {0, 0};
    const QSize plot = mParentPlot->viewport().size();
    const QSize size = sizeFor(plot.width() - kLeft - kRight).toSize() + QSize(1, 1);
    // Above a small plot it would take the room of what it explains.
    const bool too_large = size.height() > (column_ ? 0.6 : largest_share_) * plot.height();
    if (too_large) return {0, 0};
    return column_ ? size : QSize(1, size.height());
}

QSize PlotLegend::maximumOuterSizeHint() const {
    const QSize minimum = minimumOuterSizeHint();
    return column_ ? minimum : QSize(QWIDGETSIZE_MAX, minimum.height());
}

const LegendEntry* PlotLegend::entryAt(const QPointF& position) const {
    if (!visible()) return nullptr;
    const QPointF local = position - origin();
    const std::vector<QRectF> rects = places(innerWidth());
    for (std::size_t i = 0; i < rects.size(); ++i)
        if (rects[i].contains(local)) return &entries_[i];
    return nullptr;
}

void PlotLegend::draw(QCPPainter* painter) {
    if (entries_.empty() || rect().height() < lineHeight()) return;
    if (column_) {
        painter->setPen(QPen(theme_.grid, theme_.thin));
        painter->setBrush(theme_.background);
        painter->drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
    const std::vector<QRectF> rects = places(innerWidth());
    for (std::size_t i = 0; i < rects.size(); ++i) {
        const QRectF place = rects[i].translated(origin());
        const LegendEntry& entry = entries_[i];
        drawSample(painter, entry, {place.left(), place.top(), sampleWidth(), place.height()});
        QFont font = theme_.small_font;
        font.setBold(entry.selected);
        font.setStrikeOut(!entry.shown);
        painter->setFont(font);
        painter->setPen(entry.shown ? theme_.foreground : theme_.faded(theme_.foreground, 0.55));
        painter->drawText(place.adjusted(sampleWidth() + kSpace, 0, 0, 0),
                          Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, entry.text);
    }
}

void PlotLegend::drawSample(QCPPainter* painter, const LegendEntry& entry, const QRectF& rect) const {
    const QColor colour = theme_.faded(entry.colour, entry.shown ? 0.0 : 0.6);
    if (entry.dash) {
        QPen pen(entry.strong ? colour : theme_.faded(colour, 0.45),
                 entry.strong ? theme_.curve : theme_.thin);
        pen.setCapStyle(Qt::FlatCap);
        if (!dashPattern(*entry.dash).isEmpty()) pen.setDashPattern(dashPattern(*entry.dash));
        painter->setPen(pen);
        painter->drawLine(QPointF(rect.left(), rect.center().y()), QPointF(rect.right(), rect.center().y()));
    }
    if (entry.marker)
        drawMarker(*painter, rect.center(),
                   {*entry.marker, entry.fill, colour, theme_.background, 0.85 * theme_.marker,
                    0.28 * theme_.marker});
    if (entry.crossed)
        drawCross(*painter, rect.center(),
                  {0, entry.fill, colour, theme_.background, 0.85 * theme_.marker, 0.28 * theme_.marker});
}

} // namespace infoplane::ui
