// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/sweep_drawing.h"

#include <algorithm>
#include <cmath>

namespace infoplane::ui {
namespace {

bool isPlaced(const BarredPoint& point) {
    return std::isfinite(point.x) && std::isfinite(point.y);
}

double onScale(double value, bool logarithmic) {
    return logarithmic ? std::log10(value) : value;
}

} // namespace

ValueColours::ValueColours(const SweepPlotData& data, bool dark)
    : map_(ColourMap::Viridis, dark), logarithmic_(data.logarithmic) {
    double least = std::numeric_limits<double>::infinity(), most = -least;
    for (const SweepCurve& curve : data.curves)
        for (const SweepPlotPoint& point : curve.points) {
            least = std::min(least, point.x);
            most = std::max(most, point.x);
        }
    if (!(least <= most)) return;
    lower_ = least;
    upper_ = most > least ? most : least + 1.0;
}

QColor ValueColours::of(double value) const {
    const double from = onScale(lower_, logarithmic_), to = onScale(upper_, logarithmic_);
    return QColor::fromRgb(map_.at(map_.step((onScale(value, logarithmic_) - from) / (to - from))));
}

void SweepDrawing::draw(QCPPainter* painter) {
    for (const BarredLine& line : lines_)
        drawLine(*painter, line);
    for (const BarredLine& line : lines_)
        for (const BarredPoint& point : line.points)
            if (isPlaced(point)) drawBars(*painter, point);
    for (const BarredPoint& cross : crosses_)
        drawCross(*painter, pixel(cross.x, cross.y),
                  {0, MarkerFill::Full, cross.colour, theme_.background, 0.8 * theme_.marker,
                   0.24 * theme_.marker});
    for (const BarredLine& line : lines_)
        for (const BarredPoint& point : line.points)
            if (isPlaced(point))
                drawMarker(*painter, pixel(point.x, point.y),
                           {line.marker, point.hollow ? MarkerFill::Hollow : MarkerFill::Full, point.colour,
                            theme_.background, 0.75 * theme_.marker, 0.22 * theme_.marker});
}

void SweepDrawing::drawLine(QCPPainter& painter, const BarredLine& line) const {
    QPen pen(line.colour, line.strong ? theme_.curve : theme_.thin);
    pen.setCapStyle(Qt::FlatCap);
    if (!dashPattern(line.dash).isEmpty()) pen.setDashPattern(dashPattern(line.dash));
    painter.setPen(pen);
    QPolygonF path;
    for (const BarredPoint& point : line.points)
        if (isPlaced(point)) path << pixel(point.x, point.y);
    painter.drawPolyline(path);
}

void SweepDrawing::drawBars(QCPPainter& painter, const BarredPoint& point) const {
    painter.setPen(QPen(point.colour, theme_.thin));
    if (point.x_bar > 0.0)
        drawBar(painter, pixel(point.x - point.x_bar, point.y), pixel(point.x + point.x_bar, point.y));
    if (point.y_bar > 0.0)
        drawBar(painter, pixel(point.x, point.y - point.y_bar), pixel(point.x, point.y + point.y_bar));
}

void SweepDrawing::drawBar(QCPPainter& painter, const QPointF& from, const QPointF& to) const {
    painter.drawLine(from, to);
    const double cap = 0.5 * theme_.marker;
    const QPointF across = std::abs(from.y() - to.y()) < 1e-9 ? QPointF(0.0, cap) : QPointF(cap, 0.0);
    painter.drawLine(from - across, from + across);
    painter.drawLine(to - across, to + across);
}

} // namespace infoplane::ui
