// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/theme.h"

#include <QFontMetricsF>

#include <algorithm>
#include <array>

namespace infoplane::ui {
namespace {

QFont scaled(QFont font, double factor) {
    if (font.pixelSize() > 0)
        font.setPixelSize(std::max(1, qRound(font.pixelSize() * factor)));
    else
        font.setPointSizeF(font.pointSizeF() * factor);
    return font;
}

QColor mixed(const QColor& from, const QColor& to, double amount) {
    const auto mix = [&](int a, int b) { return qRound(a + (b - a) * amount); };
    return {mix(from.red(), to.red()), mix(from.green(), to.green()), mix(from.blue(), to.blue())};
}

} // namespace

PlotTheme PlotTheme::forScreen(const QPalette& palette, const QFont& font) {
    PlotTheme theme;
    theme.background = palette.color(QPalette::Base);
    theme.foreground = palette.color(QPalette::Text);
    theme.dark = theme.background.lightness() < 128;
    theme.muted = mixed(theme.foreground, theme.background, 0.38);
    theme.grid = mixed(theme.foreground, theme.background, theme.dark ? 0.84 : 0.90);
    theme.font = font;
    theme.small_font = scaled(font, 0.9);
    theme.marker = std::max(4.0, 0.3 * QFontMetricsF(font).height()); // large letters, large markers
    return theme;
}

PlotTheme PlotTheme::forPrint(const QFont& font) {
    PlotTheme theme;
    theme.print = true;
    theme.background = Qt::white;
    theme.foreground = Qt::black;
    theme.muted = QColor(90, 90, 90);
    theme.grid = QColor(232, 232, 232);
    theme.font = font;
    theme.font.setPixelSize(9); // the picture's unit is the point
    theme.small_font = scaled(theme.font, 0.9);
    theme.curve = 1.2;
    theme.thin = 0.6;
    theme.marker = 3.6;
    return theme;
}

QColor PlotTheme::layerColour(std::size_t layer) const {
    static constexpr std::array<QRgb, 7> light{0xff0072b2, 0xffd55e00, 0xff009e73, 0xffcc79a7,
                                               0xffe69f00, 0xff56b4e9, 0xffc3b200};
    // Blue and sky blue change places and yellow keeps its light.
    static constexpr std::array<QRgb, 7> night{0xff56b4e9, 0xffe8743b, 0xff12b886, 0xffcc79a7,
                                               0xffe69f00, 0xff3b8fd0, 0xfff0e442};
    if (layer == 0) return foreground;
    return QColor::fromRgb((dark ? night : light)[(layer - 1) % light.size()]);
}

QColor PlotTheme::faded(const QColor& colour, double amount) const {
    return mixed(colour, background, amount);
}

QVector<qreal> dashPattern(std::size_t style) {
    static const std::array<QVector<qreal>, 5> patterns{
        QVector<qreal>{}, {4.0, 2.4}, {1.0, 2.0}, {6.0, 2.0, 1.0, 2.0}, {8.0, 3.0}};
    return patterns[style % patterns.size()];
}

} // namespace infoplane::ui
