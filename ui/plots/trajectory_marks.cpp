// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/run_schema.h"
#include "ui/models/view_state.h"
#include "ui/plots/label_placer.h"
#include "ui/plots/markers.h"
#include "ui/plots/plot_text.h"
#include "ui/plots/trajectories.h"

#include <cmath>

// The part of Trajectories that marks where a layer stands at the cursor.
namespace infoplane::ui {
namespace {

double finiteOrZero(const std::vector<double>& values, std::size_t i) {
    return i < values.size() && std::isfinite(values[i]) ? values[i] : 0.0;
}

// The last point at or before `from` that can be drawn.
std::optional<std::size_t> lastFinite(const Series& series, std::optional<std::size_t> from) {
    if (!from) return std::nullopt;
    for (std::size_t i = *from + 1; i-- > 0;)
        if (std::isfinite(series.x[i]) && std::isfinite(series.y[i])) return i;
    return std::nullopt;
}

} // namespace

std::optional<std::size_t> Trajectories::markedPoint(const Trajectory& trajectory) const {
    if (trajectory.seed) return std::nullopt;
    const auto marked = lastFinite(trajectory.series, pointAt(trajectory.series, state_.shownUpTo()));
    if (!marked || !area().contains(pixelOf(trajectory, *marked))) return std::nullopt;
    return marked;
}

void Trajectories::drawMark(QCPPainter* painter, const Trajectory& trajectory, LabelPlacer& placer) const {
    const std::optional<std::size_t> marked = markedPoint(trajectory);
    if (!marked) return;
    drawUncertainty(painter, trajectory, *marked);
    const bool dimmed = fadeOf(trajectory) > 0.0;
    MarkerLook look;
    look.shape = trajectory.series.layer - 1;
    look.fill = trajectory.series.flags[*marked] & kAtCap ? MarkerFill::Hollow
                                                          : methodFill(trajectory.series.method_index);
    const QColor colour = theme_.layerColour(trajectory.series.layer);
    look.colour = dimmed ? theme_.faded(colour, fadeOf(trajectory)) : colour;
    look.background = theme_.background;
    look.radius = theme_.marker;
    look.pen = 0.3 * theme_.marker;
    // A rim in the background's colour parts the marker from the lines below it.
    MarkerLook rim = look;
    rim.colour = theme_.background;
    rim.fill = MarkerFill::Full;
    rim.radius += 1.2;
    const QPointF centre = pixelOf(trajectory, *marked);
    drawMarker(*painter, centre, rim);
    drawMarker(*painter, centre, look);
    const double r = look.radius + 2.0;
    placer.block(QRectF(centre.x() - r, centre.y() - r, 2 * r, 2 * r));
}

// The standard error as a cross and the standard deviation over seeds as an ellipse.
void Trajectories::drawUncertainty(QCPPainter* painter, const Trajectory& trajectory,
                                   std::size_t point) const {
    const Series& series = trajectory.series;
    const QPointF centre = pixelOf(trajectory, point);
    const QColor colour = theme_.faded(theme_.layerColour(series.layer), fadeOf(trajectory));
    const auto reach = [&](const std::vector<double>& dx, const std::vector<double>& dy) {
        const QPointF corner =
            pixel(series.x[point] + finiteOrZero(dx, point), series.y[point] + finiteOrZero(dy, point));
        return QPointF(std::abs(corner.x() - centre.x()), std::abs(corner.y() - centre.y()));
    };
    const QPointF spread = reach(series.x_spread, series.y_spread);
    if (spread.x() > 0.5 || spread.y() > 0.5) {
        painter->setPen(QPen(theme_.faded(colour, 0.45), theme_.thin));
        QColor fill = colour;
        fill.setAlphaF(0.16F);
        painter->setBrush(fill);
        painter->drawEllipse(centre, spread.x(), spread.y());
    }
    const QPointF error = reach(series.x_error, series.y_error);
    painter->setPen(QPen(colour, theme_.thin));
    if (error.x() > theme_.marker)
        painter->drawLine(centre - QPointF(error.x(), 0), centre + QPointF(error.x(), 0));
    if (error.y() > theme_.marker)
        painter->drawLine(centre - QPointF(0, error.y()), centre + QPointF(0, error.y()));
}

void Trajectories::drawName(QCPPainter* painter, const Trajectory& trajectory, LabelPlacer& placer) const {
    const std::optional<std::size_t> marked = markedPoint(trajectory);
    if (!marked) return;
    const QString name = PlotWords::tr("layer %1").arg(trajectory.series.layer);
    const QSizeF size = textSize(theme_.small_font, name);
    const QRectF place = placer.place(pixelOf(trajectory, *marked), size, theme_.marker + 3.0);
    const QColor colour = theme_.faded(theme_.layerColour(trajectory.series.layer), fadeOf(trajectory));
    drawLabel(*painter, place, name, theme_.small_font, colour, theme_.background);
}

} // namespace infoplane::ui
