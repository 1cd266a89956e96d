// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/axis_style.h"

namespace infoplane::ui {

void styleAxis(QCPAxis& axis, const PlotTheme& theme) {
    const QPen line(theme.muted, theme.thin);
    axis.setBasePen(line);
    axis.setTickPen(line);
    axis.setSubTickPen(QPen(theme.muted, 0.6 * theme.thin));
    axis.setTickLength(0, theme.print ? 3 : 4);
    axis.setSubTickLength(0, 2);
    axis.setTickLabelFont(theme.small_font);
    axis.setTickLabelColor(theme.foreground);
    axis.setLabelFont(theme.font);
    axis.setLabelColor(theme.foreground);
    axis.setLabelPadding(theme.print ? 3 : 4);
    axis.setTickLabelPadding(3);
    axis.setNumberFormat(QStringLiteral("gb"));
    axis.grid()->setPen(QPen(theme.grid, theme.thin));
    axis.grid()->setZeroLinePen(QPen(theme.grid, theme.thin));
    axis.grid()->setSubGridVisible(false);
}

} // namespace infoplane::ui
