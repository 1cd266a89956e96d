// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/layer_colours.h"

#include "ui/plots/theme.h"

#include <QGuiApplication>
#include <QPixmap>

namespace infoplane::ui {

QColor layerColour(int layer) {
    if (layer <= 0) return QColor(0x80, 0x80, 0x80);
    const PlotTheme theme = PlotTheme::forScreen(QGuiApplication::palette(), QGuiApplication::font());
    return theme.layerColour(std::size_t(layer));
}

QIcon layerSwatch(int layer) {
    QPixmap pixmap(64, 64);
    pixmap.fill(layerColour(layer));
    QIcon icon(pixmap);
    icon.addPixmap(pixmap, QIcon::Selected); // in its own colour there too
    return icon;
}

} // namespace infoplane::ui
