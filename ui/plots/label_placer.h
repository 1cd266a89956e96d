// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>
#include <QVector>

namespace infoplane::ui {

// Finds room for short labels beside their points.
class LabelPlacer {
public:
    explicit LabelPlacer(const QRectF& area) : area_(area) {}

    void block(const QRectF& rect) { blocked_ << rect; }              // never covered if it can be helped
    void avoid(const QVector<QPointF>& points) { points_ += points; } // better not covered

    // The rectangle for a label of `size` about `gap` away from `anchor`; blocks it for later ones.
    [[nodiscard]] QRectF place(const QPointF& anchor, const QSizeF& size, double gap);

private:
    [[nodiscard]] double cost(const QRectF& rect) const;

    QRectF area_;
    QVector<QRectF> blocked_;
    QVector<QPointF> points_;
};

} // namespace infoplane::ui
