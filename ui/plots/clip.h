// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineF>
#include <QPolygonF>
#include <QRectF>

#include <optional>

// Clipping by geometry: SVG output has no clip regions, and lines far outside cost time on every device.
namespace infoplane::ui {

// The part of a segment inside a rectangle (Liang and Barsky 1984); empty when there is none. Not for NaN.
[[nodiscard]] std::optional<QLineF> clipSegment(const QLineF& segment, const QRectF& rect);

// The part of a polygon inside a rectangle (Sutherland and Hodgman 1974).
[[nodiscard]] QPolygonF clipPolygon(const QPolygonF& polygon, const QRectF& rect);

} // namespace infoplane::ui
