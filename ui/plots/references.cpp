// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/references.h"

#include "ui/plots/clip.h"

#include <algorithm>

namespace infoplane::ui {

void References::draw(QCPPainter* painter) {
    if (curve_) {
        drawUnreachable(painter);
        drawIbCurve(painter);
    }
    for (const ReferenceLine& line : lines_)
        drawLine(painter, line);
}

QPolygonF References::ibCurvePixels() const {
    const double h = curve_->label_entropy;
    const double from = std::min({xAxis()->range().lower, yAxis()->range().lower, h});
    const double to = std::max(xAxis()->range().upper, h);
    return QPolygonF({pixel(from, from), pixel(h, h), pixel(to, h)});
}

void References::drawUnreachable(QCPPainter* painter) const {
    QPolygonF region = ibCurvePixels();
    const double top = area().top() - 1.0;
    region << QPointF(region.last().x(), std::min(top, region.last().y()))
           << QPointF(region.first().x(), std::min(top, region[1].y()));
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme_.faded(theme_.foreground, theme_.dark ? 0.94 : 0.965));
    painter->drawPolygon(clipPolygon(region, area()));
}

void References::drawIbCurve(QCPPainter* painter) const {
    const QPolygonF curve = ibCurvePixels();
    painter->setPen(QPen(theme_.muted, theme_.thin));
    for (int i = 0; i < 2; ++i)
        if (const auto part = clipSegment({curve[i], curve[i + 1]}, area())) painter->drawLine(*part);
}

void References::drawLine(QCPPainter* painter, const ReferenceLine& line) const {
    const bool horizontal = line.orientation == Qt::Horizontal;
    const QRectF rect = area();
    const double at = horizontal ? yAxis()->coordToPixel(line.value) : xAxis()->coordToPixel(line.value);
    const bool inside =
        horizontal ? at >= rect.top() && at <= rect.bottom() : at >= rect.left() && at <= rect.right();
    if (!inside) return;
    QPen pen(theme_.muted, theme_.thin);
    const bool cap = line.kind == ReferenceLine::Kind::Cap;
    pen.setDashPattern(cap ? QVector<qreal>{5.0, 3.0} : QVector<qreal>{1.0, 3.0});
    pen.setCapStyle(Qt::FlatCap);
    painter->setPen(pen);
    painter->drawLine(horizontal ? QLineF(rect.left(), at, rect.right(), at)
                                 : QLineF(at, rect.top(), at, rect.bottom()));
}

} // namespace infoplane::ui
