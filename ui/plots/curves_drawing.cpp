// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/run_schema.h"
#include "ui/models/view_state.h"
#include "ui/plots/clip.h"
#include "ui/plots/columns.h"
#include "ui/plots/curves.h"
#include "ui/plots/markers.h"
#include "ui/plots/path_stroke.h"
#include "ui/plots/plot_text.h"

#include <algorithm>
#include <cmath>
#include <limits>

// The part of Curves that draws.
namespace infoplane::ui {
namespace {

constexpr double kCurveNotSelected = 0.72;
constexpr double kWeak = 0.45;
constexpr double kRaw = 0.7;            // the raw line behind a smoothed one
constexpr double kCurveDotSpace = 11.0; // px a point, above which points are shown
constexpr double kMarkerSpace = 45.0;
const QPointF kGap(std::numeric_limits<double>::quiet_NaN(), 0.0);

} // namespace

void Curves::draw(QCPPainter* painter) {
    const std::vector<const Curve*> shown = inDrawingOrder();
    const bool measured = std::any_of(curves_.begin(), curves_.end(),
                                      [](const Curve& curve) { return !curve.series.x.empty(); });
    if (!measured) drawNothingYet(painter);
    for (const Curve* curve : shown)
        drawBand(painter, *curve);
    for (const Curve* curve : shown) {
        const bool smoothed = !curve->smooth.empty();
        drawLine(painter, *curve, curve->series.y, smoothed);
        if (smoothed) drawLine(painter, *curve, curve->smooth, false);
        drawPoints(painter, *curve);
    }
}

void Curves::drawNothingYet(QCPPainter* painter) const {
    painter->setFont(theme_.font);
    painter->setPen(theme_.muted);
    painter->drawText(area(), Qt::AlignCenter, PlotWords::tr("not measured yet"));
}

QColor Curves::colourOf(const Curve& curve) const {
    const bool selected = state_.isSelected(curve.method, static_cast<int>(curve.series.layer));
    double fade = curve.look.strong ? 0.0 : kWeak;
    if (state_.hasSelection() && !selected) fade = kCurveNotSelected;
    return theme_.faded(curve.look.colour, fade);
}

double Curves::widthOf(const Curve& curve) const {
    const bool selected = state_.isSelected(curve.method, static_cast<int>(curve.series.layer));
    return selected ? 1.6 * theme_.curve : curve.look.strong ? theme_.curve : theme_.thin;
}

bool Curves::isDense(const Span& span) const {
    return static_cast<double>(span.end - span.begin) > 4.0 * area().width();
}

QPolygonF Curves::linePixels(const Curve& curve, const std::vector<double>& values) const {
    const Span span = visible(curve);
    const std::vector<double>& x = curve.series.x;
    QPolygonF line;
    if (!isDense(span)) {
        for (std::size_t i = span.begin; i < span.end; ++i)
            line << (std::isfinite(values[i]) ? QPointF(xPixel(x[i]), yAxis()->coordToPixel(values[i]))
                                              : kGap);
        return line;
    }
    for (const Column& column : columnsInView(curve))
        for (const std::size_t i : extremesOf(column, values))
            line << QPointF(column.pixel, yAxis()->coordToPixel(values[i]));
    return line;
}

void Curves::drawLine(QCPPainter* painter, const Curve& curve, const std::vector<double>& values,
                      bool faint) const {
    const bool dense = isDense(visible(curve));
    const QRgb colour = (faint ? theme_.faded(colourOf(curve), kRaw) : colourOf(curve)).rgb();
    const bool thin = dense && !theme_.print; // one pixel wide on every display
    const double width = thin ? 0.0 : faint || dense ? theme_.thin : widthOf(curve);
    // A dense line is strokes up and down its columns: smoothing them only costs time, dashes say nothing.
    painter->setAntialiasing(!thin);
    PathStroke stroke(*painter, area(), width, dense ? QVector<qreal>{} : dashPattern(curve.look.dash));
    bool pen_down = false;
    for (const QPointF& point : linePixels(curve, values)) {
        const bool drawable = std::isfinite(point.x());
        if (drawable && pen_down)
            stroke.lineTo(point, colour);
        else if (drawable)
            stroke.moveTo(point);
        pen_down = drawable;
    }
    stroke.finish();
    painter->setAntialiasing(true);
}

// One standard deviation over seeds, or one standard error, on either side.
void Curves::drawBand(QCPPainter* painter, const Curve& curve) const {
    const Series& series = curve.series;
    const std::vector<double>& reach = series.y_spread.empty() ? series.y_error : series.y_spread;
    const bool dimmed =
        state_.hasSelection() && !state_.isSelected(curve.method, static_cast<int>(series.layer));
    if (reach.empty() || dimmed || !curve.look.strong) return;
    QColor fill = colourOf(curve);
    fill.setAlphaF(0.16F);
    painter->setPen(Qt::NoPen);
    painter->setBrush(fill);
    if (isDense(visible(curve)))
        drawDenseBand(painter, curve, reach);
    else
        drawSmoothBand(painter, curve, reach);
}

void Curves::drawSmoothBand(QCPPainter* painter, const Curve& curve, const std::vector<double>& reach) const {
    const Series& series = curve.series;
    const Span span = visible(curve);
    QPolygonF upper, lower;
    const auto fill_band = [&] {
        std::reverse(lower.begin(), lower.end());
        if (upper.size() > 1) painter->drawPolygon(clipPolygon(upper + lower, area()));
        upper.clear();
        lower.clear();
    };
    for (std::size_t i = span.begin; i < span.end; ++i) {
        const double x = xPixel(series.x[i]);
        if (!std::isfinite(series.y[i]) || !std::isfinite(reach[i]) || !std::isfinite(x)) {
            fill_band();
            continue;
        }
        upper << QPointF(x, yAxis()->coordToPixel(series.y[i] + reach[i]));
        lower << QPointF(x, yAxis()->coordToPixel(series.y[i] - reach[i]));
    }
    fill_band();
}

// A column of pixels at a time, from the lowest to the highest end of its points.
void Curves::drawDenseBand(QCPPainter* painter, const Curve& curve, const std::vector<double>& reach) const {
    const Series& series = curve.series;
    const QRectF rect = area();
    painter->setAntialiasing(false);
    for (const Column& column : columnsInView(curve)) {
        double low = std::numeric_limits<double>::infinity(), high = -low;
        for (std::size_t i = column.begin; i < column.end; ++i) {
            const double lower = series.y[i] - reach[i], upper = series.y[i] + reach[i];
            if (!std::isfinite(lower) || !std::isfinite(upper)) continue;
            low = std::min(low, lower);
            high = std::max(high, upper);
        }
        if (!(low <= high)) continue;
        const double top = std::max(yAxis()->coordToPixel(high), rect.top());
        const double bottom = std::min(yAxis()->coordToPixel(low), rect.bottom());
        if (top < bottom) painter->drawRect(QRectF(column.pixel - 0.5, top, 1.0, bottom - top));
    }
    painter->setAntialiasing(true);
}

std::vector<Column> Curves::columnsInView(const Curve& curve) const {
    return columnsOf(curve.series.x, area().left(), area().right() + 1.0,
                     [this](double pixel) { return xAxis()->pixelToCoord(pixel); });
}

// Recorded points where they can be told apart, hollow at a cap; markers where they name the method.
void Curves::drawPoints(QCPPainter* painter, const Curve& curve) const {
    const Series& series = curve.series;
    const Span span = visible(curve);
    const double count = static_cast<double>(span.end - span.begin);
    const QRectF rect = area();
    if (span.begin == span.end) return;
    const double length = std::abs(xPixel(series.x[span.end - 1]) - xPixel(series.x[span.begin]));
    const bool dots = (count * kCurveDotSpace < length || count < 3.0) && curve.look.strong;
    MarkerLook look{curve.look.marker, MarkerFill::Full,     colourOf(curve),
                    theme_.background, 0.75 * theme_.marker, 0.25 * theme_.marker};
    double next_marker = rect.left() + kMarkerSpace / 2;
    for (std::size_t i = span.begin; i < span.end && count * 2.0 < rect.width(); ++i) {
        const QPointF point(xPixel(series.x[i]), yAxis()->coordToPixel(series.y[i]));
        if (!std::isfinite(point.x()) || !std::isfinite(point.y()) || !rect.contains(point)) continue;
        const bool at_cap = series.flags[i] & kAtCap;
        if (curve.look.with_markers && point.x() >= next_marker) {
            next_marker = point.x() + kMarkerSpace;
            drawMarker(*painter, point, look);
        } else if (dots || at_cap) {
            painter->setPen(QPen(look.colour, look.pen));
            painter->setBrush(at_cap ? theme_.background : look.colour);
            painter->drawEllipse(point, (at_cap ? 0.5 : 0.28) * theme_.marker,
                                 (at_cap ? 0.5 : 0.28) * theme_.marker);
        }
    }
}

} // namespace infoplane::ui
