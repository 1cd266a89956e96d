// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/markers.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>
#include <numbers>
#include <utility>

namespace infoplane::ui {
namespace {

QPainterPath regularPolygon(int corners, double first_angle, double radius) {
    QPolygonF polygon;
    for (int i = 0; i < corners; ++i) {
        const double angle = first_angle + 2.0 * std::numbers::pi * i / corners;
        polygon << QPointF(radius * std::cos(angle), radius * std::sin(angle));
    }
    QPainterPath path;
    path.addPolygon(polygon);
    path.closeSubpath();
    return path;
}

// Radii are chosen so that all shapes look equally large.
QPainterPath outline(std::size_t shape, double radius) {
    constexpr double up = -std::numbers::pi / 2;
    QPainterPath path;
    switch (shape % 6) {
    case 0:
        path.addEllipse(QPointF(0, 0), radius, radius);
        return path;
    case 1:
        path.addRect(QRectF(-0.89 * radius, -0.89 * radius, 1.78 * radius, 1.78 * radius));
        return path;
    case 2:
        return regularPolygon(3, up, 1.3 * radius);
    case 3:
        return regularPolygon(4, up, 1.25 * radius);
    case 4:
        return regularPolygon(3, -up, 1.3 * radius);
    default:
        return regularPolygon(5, up, 1.1 * radius);
    }
}

} // namespace

void drawMarker(QPainter& painter, const QPointF& centre, const MarkerLook& look) {
    const QPainterPath path = outline(look.shape, look.radius).translated(centre);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.fill == MarkerFill::Full ? look.colour : look.background);
    painter.drawPath(path);
    if (look.fill == MarkerFill::RightHalf || look.fill == MarkerFill::LowerHalf) {
        const double r = 2.0 * look.radius;
        QPainterPath half;
        half.addRect(look.fill == MarkerFill::RightHalf ? QRectF(centre.x(), centre.y() - r, r, 2 * r)
                                                        : QRectF(centre.x() - r, centre.y(), 2 * r, r));
        painter.setBrush(look.colour);
        painter.drawPath(path.intersected(half));
    }
    painter.setPen(QPen(look.colour, look.pen, Qt::SolidLine, Qt::RoundCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
}

void drawCross(QPainter& painter, const QPointF& centre, const MarkerLook& look) {
    const double arm = 1.25 * look.radius;
    painter.setBrush(Qt::NoBrush);
    for (const auto& [colour, width] :
         {std::pair(look.background, 3.2 * look.pen), std::pair(look.colour, 1.6 * look.pen)}) {
        painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(centre + QPointF(-arm, -arm), centre + QPointF(arm, arm));
        painter.drawLine(centre + QPointF(-arm, arm), centre + QPointF(arm, -arm));
    }
}

MarkerFill methodFill(std::size_t method_index) {
    switch (method_index % 3) {
    case 0:
        return MarkerFill::Full;
    case 1:
        return MarkerFill::RightHalf;
    default:
        return MarkerFill::LowerHalf;
    }
}

} // namespace infoplane::ui
