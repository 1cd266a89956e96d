// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/path_stroke.h"

#include "ui/plots/clip.h"

#include <QPainter>

namespace infoplane::ui {

PathStroke::PathStroke(QPainter& painter, const QRectF& clip, double width, const QVector<qreal>& dashes)
    : painter_(painter), clip_(clip), pen_(Qt::black, width), dashed_(!dashes.isEmpty()) {
    pen_.setJoinStyle(Qt::RoundJoin);
    pen_.setCapStyle(!dashed_ ? Qt::RoundCap : Qt::FlatCap);
    if (dashed_) pen_.setDashPattern(dashes);
}

void PathStroke::moveTo(const QPointF& point) {
    flush();
    last_ = point;
    travelled_ = 0.0;
}

void PathStroke::lineTo(const QPointF& point, QRgb colour) {
    if (colour != pen_.color().rgb()) {
        flush();
        pen_.setColor(QColor::fromRgb(colour));
    }
    const QLineF segment(last_, point);
    const std::optional<QLineF> inside = clipSegment(segment, clip_);
    if (inside) {
        if (line_.isEmpty() || line_.last() != inside->p1()) {
            flush();
            line_ << inside->p1();
            if (dashed_) line_start_ = travelled_ + QLineF(last_, inside->p1()).length();
        }
        line_ << inside->p2();
    }
    if (dashed_) travelled_ += segment.length();
    last_ = point;
}

void PathStroke::flush() {
    if (line_.size() > 1) {
        if (dashed_) pen_.setDashOffset(line_start_ / std::max(pen_.widthF(), 1.0));
        painter_.setPen(pen_);
        painter_.drawPolyline(line_);
    }
    line_.clear();
}

} // namespace infoplane::ui
