// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/cursor_line.h"

#include "ui/models/view_state.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace infoplane::ui {
namespace {

// The last point at or before a pass; the series' size: none.
std::size_t pointAtOrBefore(const Series& series, double pass) {
    const auto after = std::upper_bound(series.pass.begin(), series.pass.end(), pass);
    return after == series.pass.begin() ? series.pass.size()
                                        : static_cast<std::size_t>(after - series.pass.begin()) - 1;
}

} // namespace

CursorLine::CursorLine(QCustomPlot* plot, const ViewState& state)
    : QCPLayerable(plot, QStringLiteral("cursor")), state_(state) {}

double CursorLine::pass() const {
    if (!state_.live()) return state_.pass();
    double newest = std::numeric_limits<double>::quiet_NaN();
    for (const Curves* panel : panels_)
        for (const Curve& curve : panel->all())
            if (panel->isShown(curve) && !curve.series.pass.empty())
                newest = std::fmax(newest, curve.series.pass.back());
    return newest;
}

double CursorLine::pixel() const {
    return panels_.empty() ? std::numeric_limits<double>::quiet_NaN() : panels_.front()->xPixel(pass());
}

void CursorLine::draw(QCPPainter* painter) {
    if (theme_.print && state_.live()) return;
    const double at = pass();
    const double x = pixel();
    for (const Curves* panel : panels_) {
        const QRectF rect = panel->xAxis()->axisRect()->rect();
        if (!(x >= rect.left() && x <= rect.right() + 1.0)) continue;
        painter->setPen(QPen(theme_.faded(theme_.foreground, state_.live() ? 0.55 : 0.15), theme_.thin));
        painter->drawLine(QLineF(x, rect.top(), x, rect.bottom()));
        for (const Curve& curve : panel->all()) {
            if (!panel->isShown(curve) || !curve.look.strong) continue;
            const std::size_t i = pointAtOrBefore(curve.series, at);
            if (i == curve.series.pass.size() || !std::isfinite(curve.series.y[i])) continue;
            const QPointF point(panel->xPixel(curve.series.x[i]),
                                panel->yAxis()->coordToPixel(curve.series.y[i]));
            if (!std::isfinite(point.x()) || !rect.contains(point)) continue;
            painter->setPen(QPen(theme_.background, theme_.thin));
            painter->setBrush(curve.look.colour);
            painter->drawEllipse(point, 0.62 * theme_.marker, 0.62 * theme_.marker);
        }
    }
}

} // namespace infoplane::ui
