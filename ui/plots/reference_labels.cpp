// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/clip.h"
#include "ui/plots/plot_text.h"
#include "ui/plots/references.h"

#include <cmath>

namespace infoplane::ui {
namespace {

constexpr double kLabelGap = 3.0; // px between a line and its name

} // namespace

int ReferenceLabels::stripHeight(const PlotTheme& theme) {
    return static_cast<int>(textSize(theme.small_font, QStringLiteral("X")).height()) + 3;
}

QRect ReferenceLabels::clipRect() const {
    return AxisDrawing::clipRect().adjusted(0, -stripHeight(references_.theme()), 0, 0);
}

QSizeF ReferenceLabels::sizeOf(const QString& text) const {
    return textSize(references_.theme().small_font, text);
}

void ReferenceLabels::drawRotated(QCPPainter* painter, const QPointF& centre, double degrees,
                                  const QString& text) const {
    const QSizeF size = sizeOf(text);
    const PlotTheme& theme = references_.theme();
    painter->save();
    painter->translate(centre);
    painter->rotate(degrees);
    drawLabel(*painter, QRectF(QPointF(-size.width() / 2, -size.height() / 2), size), text, theme.small_font,
              theme.muted, theme.background);
    painter->restore();
}

void ReferenceLabels::draw(QCPPainter* painter) {
    if (references_.ibCurve()) drawCurveName(painter, *references_.ibCurve());
    for (const ReferenceLine& line : references_.lines()) {
        if (line.kind != ReferenceLine::Kind::Cap || line.label.isEmpty()) continue;
        if (line.orientation == Qt::Horizontal)
            drawHorizontal(painter, line);
        else
            drawVertical(painter, line);
    }
    drawMarks(painter);
}

// Along the diagonal, on its unreachable side; where the diagonal is not in view, below H(Y).
void ReferenceLabels::drawCurveName(QCPPainter* painter, const IbCurve& curve) const {
    const QPolygonF pixels = references_.ibCurvePixels();
    const QSizeF size = sizeOf(curve.label);
    const auto diagonal = clipSegment({pixels[0], pixels[1]}, area());
    if (diagonal && diagonal->length() > 1.3 * size.width()) {
        const QLineF normal = diagonal->normalVector().unitVector();
        const QPointF above(-std::abs(normal.dx()), -std::abs(normal.dy()));
        const QPointF centre = diagonal->pointAt(0.5) + above * (size.height() / 2 + kLabelGap);
        drawRotated(painter, centre, -diagonal->angle(), curve.label);
    } else if (const auto flat = clipSegment({pixels[1], pixels[2]}, area())) {
        drawRotated(painter, flat->p1() + QPointF(size.width() / 2 + 2 * kLabelGap, size.height() / 2 + 1.0), 0.0,
                    curve.label);
    }
}

// Above the line at its left end; below it where there is no room.
void ReferenceLabels::drawHorizontal(QCPPainter* painter, const ReferenceLine& line) const {
    const QSizeF size = sizeOf(line.label);
    const QRectF rect = area();
    const double y = yAxis()->coordToPixel(line.value);
    const bool in_view = y >= rect.top() && y <= rect.bottom();
    if (!in_view || rect.height() < 5.0 * size.height()) return; // it would cover the curves
    const bool above = y - size.height() - kLabelGap > rect.top();
    const double centre = above ? y - size.height() / 2 - 1.0 : y + size.height() / 2 + 1.0;
    drawRotated(painter, {rect.left() + 2 * kLabelGap + size.width() / 2, centre}, 0.0, line.label);
}

// Along the line, at its lower end or in its middle; left of it, or right where there is no room.
void ReferenceLabels::drawVertical(QCPPainter* painter, const ReferenceLine& line) const {
    const QSizeF size = sizeOf(line.label);
    const QRectF rect = area();
    const double x = xAxis()->coordToPixel(line.value);
    const bool in_view = x >= rect.left() && x <= rect.right();
    if (!in_view || size.width() + 4 * kLabelGap > rect.height()) return;
    const double side = x - size.height() - kLabelGap > rect.left() ? -1.0 : 1.0;
    const double y = lower_right_ ? rect.bottom() - size.width() / 2 - 2 * kLabelGap : rect.center().y();
    drawRotated(painter, {x + side * (size.height() / 2 + 1.0), y}, -90.0, line.label);
}

// Each ends at its line, as long as there is room.
void ReferenceLabels::drawMarks(QCPPainter* painter) const {
    const QRectF rect = area();
    double free_from = rect.left();
    painter->setFont(references_.theme().small_font);
    painter->setPen(references_.theme().muted);
    for (const ReferenceLine& line : references_.lines()) {
        if (line.kind != ReferenceLine::Kind::Mark) continue;
        const double x = xAxis()->coordToPixel(line.value);
        if (!(x >= rect.left() && x <= rect.right() + 1.0)) continue;
        for (const QString& label : {line.label, line.short_label}) {
            const QSizeF size = sizeOf(label);
            if (label.isEmpty() || x - size.width() < free_from) continue;
            painter->drawText(
                QRectF(x - size.width(), rect.top() - size.height() - 2.0, size.width(), size.height()),
                Qt::AlignRight | Qt::AlignBottom | Qt::TextDontClip, label);
            free_from = x + 2 * kLabelGap;
            break;
        }
    }
}

} // namespace infoplane::ui
