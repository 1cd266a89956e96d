// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/label_placer.h"

#include <array>
#include <limits>

namespace infoplane::ui {

QRectF LabelPlacer::place(const QPointF& anchor, const QSizeF& size, double gap) {
    // Where the label's centre lies from the anchor, in half sizes and gaps; the best position first.
    static constexpr std::array<QPointF, 8> directions{QPointF(1, 0),   QPointF(1, -1), QPointF(1, 1),
                                                       QPointF(-1, 0),  QPointF(0, -1), QPointF(0, 1),
                                                       QPointF(-1, -1), QPointF(-1, 1)};
    QRectF best;
    double lowest = std::numeric_limits<double>::infinity();
    for (int ring = 0; ring < 5; ++ring) {
        for (const QPointF& direction : directions) {
            const bool diagonal = direction.x() != 0 && direction.y() != 0;
            const double distance = (gap + 0.8 * ring * size.height()) * (diagonal ? 0.75 : 1.0);
            const QPointF centre = anchor + QPointF(direction.x() * (distance + size.width() / 2),
                                                    direction.y() * (distance + size.height() / 2));
            const QRectF rect(centre - QPointF(size.width() / 2, size.height() / 2), size);
            const double candidate = cost(rect) + 8.0 * ring;
            if (candidate < lowest) {
                lowest = candidate;
                best = rect;
            }
        }
    }
    block(best);
    return best;
}

double LabelPlacer::cost(const QRectF& rect) const {
    const QRectF inside = rect.intersected(area_);
    double cost = 4.0 * (rect.width() * rect.height() - inside.width() * inside.height());
    for (const QRectF& other : blocked_) {
        const QRectF shared = rect.intersected(other);
        cost += 4.0 * shared.width() * shared.height();
    }
    for (const QPointF& point : points_)
        if (rect.contains(point)) cost += 4.0;
    return cost;
}

} // namespace infoplane::ui
