// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPointF>

#include <cstddef>

class QPainter;

namespace infoplane::ui {

// How a marker is filled: a method has its own filling; a point at its estimator's cap is hollow.
enum class MarkerFill { Full, RightHalf, LowerHalf, Hollow };

struct MarkerLook {
    std::size_t shape = 0; // disc, square, triangle, diamond, triangle down, pentagon, and again
    MarkerFill fill = MarkerFill::Full;
    QColor colour;
    QColor background; // of what is not filled
    double radius = 4.5;
    double pen = 1.2;
};

void drawMarker(QPainter& painter, const QPointF& centre, const MarkerLook& look);

// A cross over a marker of that radius: what it stands for is wrong.
void drawCross(QPainter& painter, const QPointF& centre, const MarkerLook& look);

[[nodiscard]] MarkerFill methodFill(std::size_t method_index);

} // namespace infoplane::ui
