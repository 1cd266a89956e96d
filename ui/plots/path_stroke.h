// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPen>
#include <QPolygonF>
#include <QRectF>

class QPainter;

namespace infoplane::ui {

// Draws a path whose colour may change from segment to segment: neighbouring segments of one colour are drawn
// as one line, dashes run on across colours, and what is outside the clip rectangle is left out.
class PathStroke {
public:
    PathStroke(QPainter& painter, const QRectF& clip, double width, const QVector<qreal>& dashes);

    void moveTo(const QPointF& point);
    void lineTo(const QPointF& point, QRgb colour);
    void finish() { flush(); }

private:
    void flush();

    QPainter& painter_;
    QRectF clip_;
    QPen pen_;
    bool dashed_;
    QPolygonF line_;
    QPointF last_;
    double travelled_ = 0.0; // px since moveTo
    double line_start_ = 0.0;
};

} // namespace infoplane::ui
