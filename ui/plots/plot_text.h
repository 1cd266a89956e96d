// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QLocale>
#include <QString>

class QColor;
class QFont;
class QPainter;
class QPointF;
class QRectF;
class QSizeF;

namespace infoplane::ui {

// Words that are drawn, ready for translation.
struct PlotWords {
    Q_DECLARE_TR_FUNCTIONS(PlotWords)
};

// ASCII notation of the run file as people write it: "I(X;T^)" becomes I(X;T̂), "sigma" becomes σ.
[[nodiscard]] QString mathText(const QString& ascii);

// "3.251 ± 0.004"; without an error the value with four significant digits.
[[nodiscard]] QString valueText(const QLocale& locale, double value, double error);

[[nodiscard]] QSizeF textSize(const QFont& font, const QString& text);

// Text centred in a rectangle, with an edge in the background's colour so that it can be read on lines.
void drawLabel(QPainter& painter, const QRectF& rect, const QString& text, const QFont& font,
               const QColor& colour, const QColor& edge);

} // namespace infoplane::ui
