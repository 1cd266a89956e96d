// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plot_text.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace infoplane::ui {

QString mathText(const QString& ascii) {
    QString text = ascii;
    text.replace(QLatin1String("T^"), QStringLiteral("T\u0302"));
    text.replace(QLatin1String("sigma"), QStringLiteral("\u03c3"));
    return text;
}

QString valueText(const QLocale& locale, double value, double error) {
    if (std::isnan(value)) return QStringLiteral("NaN");
    if (!std::isfinite(error) || error <= 0.0) return locale.toString(value, 'g', 4);
    // As many decimals as show two digits of the error.
    const int decimals = std::clamp(1 - static_cast<int>(std::floor(std::log10(error))), 0, 6);
    return locale.toString(value, 'f', decimals) + QStringLiteral(" \u00b1 ") +
           locale.toString(error, 'f', decimals);
}

QSizeF textSize(const QFont& font, const QString& text) {
    const QFontMetricsF metrics(font);
    return {std::ceil(metrics.horizontalAdvance(text)), std::ceil(metrics.height())};
}

void drawLabel(QPainter& painter, const QRectF& rect, const QString& text, const QFont& font,
               const QColor& colour, const QColor& edge) {
    const QFontMetricsF metrics(font);
    const double x = rect.center().x() - metrics.horizontalAdvance(text) / 2;
    const double y = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    QPainterPath path;
    path.addText(QPointF(x, y), font, text);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(edge, 2.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(QPointF(x, y), text);
}

} // namespace infoplane::ui
