// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/clip.h"

#include <array>
#include <functional>

namespace infoplane::ui {
namespace {

// A side of the rectangle: how far a point lies inside of it (negative: outside).
using Side = std::function<double(const QPointF&)>;

QPolygonF clipAt(const QPolygonF& polygon, const Side& inside) {
    QPolygonF kept;
    for (qsizetype i = 0; i < polygon.size(); ++i) {
        const QPointF from = polygon[(i + polygon.size() - 1) % polygon.size()];
        const QPointF to = polygon[i];
        const double before = inside(from);
        const double after = inside(to);
        if ((before < 0) != (after < 0)) kept << from + (to - from) * (before / (before - after));
        if (after >= 0) kept << to;
    }
    return kept;
}

} // namespace

std::optional<QLineF> clipSegment(const QLineF& segment, const QRectF& rect) {
    double enter = 0.0;
    double leave = 1.0;
    // Distance to each side as distance - t * approach.
    const std::array<std::pair<double, double>, 4> sides{
        std::pair{segment.x1() - rect.left(), -segment.dx()},
        std::pair{rect.right() - segment.x1(), segment.dx()},
        std::pair{segment.y1() - rect.top(), -segment.dy()},
        std::pair{rect.bottom() - segment.y1(), segment.dy()}};
    for (const auto& [distance, approach] : sides) {
        if (approach == 0.0) {
            if (distance < 0.0) return std::nullopt;
        } else if (approach < 0.0) {
            enter = std::max(enter, distance / approach);
        } else {
            leave = std::min(leave, distance / approach);
        }
    }
    if (enter > leave) return std::nullopt;
    return QLineF(enter > 0.0 ? segment.pointAt(enter) : segment.p1(),
                  leave < 1.0 ? segment.pointAt(leave) : segment.p2());
}

QPolygonF clipPolygon(const QPolygonF& polygon, const QRectF& rect) {
    QPolygonF clipped = polygon;
    const std::array<Side, 4> sides{[&](const QPointF& p) { return p.x() - rect.left(); },
                                    [&](const QPointF& p) { return rect.right() - p.x(); },
                                    [&](const QPointF& p) { return p.y() - rect.top(); },
                                    [&](const QPointF& p) { return rect.bottom() - p.y(); }};
    for (const Side& side : sides)
        clipped = clipAt(clipped, side);
    return clipped;
}

} // namespace infoplane::ui
