// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QVector>

namespace infoplane::ui {

// Colours, fonts and pens of a plot. On screen they follow the widget's palette; for print they are black on
// white with sizes in points.
struct PlotTheme {
    bool dark = false;
    bool print = false;
    QColor background, foreground, muted, grid;
    QFont font;         // axis labels, direct labels
    QFont small_font;   // tick labels, notes
    double curve = 1.4; // pen widths
    double thin = 1.0;
    double marker = 4.5; // half the size of an end marker

    [[nodiscard]] static PlotTheme forScreen(const QPalette& palette, const QFont& font);
    [[nodiscard]] static PlotTheme forPrint(const QFont& font);

    // Colours of Okabe and Ito, safe for colour-blind people. Layer 0 (the whole network) is the foreground.
    [[nodiscard]] QColor layerColour(std::size_t layer) const;
    // Of what is wrong; none of the colours above.
    [[nodiscard]] QColor alarm() const { return dark ? QColor(0xff, 0x5c, 0x5c) : QColor(0xc0, 0x00, 0x10); }
    // A colour on its way to the background, without transparency: 0 stays, 1 vanishes.
    [[nodiscard]] QColor faded(const QColor& colour, double amount) const;
};

// Dash pattern of the n-th line style (a method, or a quantity); empty: solid.
[[nodiscard]] QVector<qreal> dashPattern(std::size_t style);

} // namespace infoplane::ui
