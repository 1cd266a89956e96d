// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/trajectories.h"

#include "core/store/run_schema.h"
#include "ui/models/view_state.h"
#include "ui/plots/label_placer.h"
#include "ui/plots/path_stroke.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace infoplane::ui {
namespace {

constexpr std::size_t kSegments = 4000; // of all trajectories in a view
constexpr double kAfterCursor = 0.78;   // how far what comes later fades into the background
constexpr double kNotSelected = 0.72;
constexpr double kOneSeed = 0.55;
constexpr std::size_t kDense = 300; // points of one trajectory in view
constexpr double kDotSpace = 11.0;  // px a point, above which points are shown

bool isFinite(const Series& series, std::size_t i) {
    return std::isfinite(series.x[i]) && std::isfinite(series.y[i]);
}

void widen(Box& extent, double x, double y) {
    if (!std::isfinite(x) || !std::isfinite(y)) return;
    if (extent.left > extent.right) extent = {x, x, y, y};
    extent.left = std::min(extent.left, x);
    extent.right = std::max(extent.right, x);
    extent.bottom = std::min(extent.bottom, y);
    extent.top = std::max(extent.top, y);
}

} // namespace

double ColourAxis::value(const Series& series, std::size_t i) const {
    return series.pass[i] - (since_layer_began ? series.begin_pass : 0.0);
}

double ColourAxis::fraction(double value) const {
    if (!logarithmic) return (value - lower) / (upper - lower);
    return value <= lower ? 0.0 : std::log(value / lower) / std::log(upper / lower);
}

std::optional<std::size_t> pointAt(const Series& series, double pass) {
    const auto after = std::upper_bound(series.pass.begin(), series.pass.end(), pass);
    if (after == series.pass.begin()) return std::nullopt;
    return static_cast<std::size_t>(after - series.pass.begin()) - 1;
}

Trajectories::Trajectories(QCPAxis* x, QCPAxis* y, const QString& layer, const ViewState& state)
    : AxisDrawing(x, y, layer), state_(state) {}

void Trajectories::clear() {
    trajectories_.clear();
    drawn_.clear();
}

void Trajectories::setTheme(const PlotTheme& theme) {
    theme_ = theme;
    lookup_ = EpochColours(colours_.map, theme.dark);
}

void Trajectories::setColourAxis(const ColourAxis& axis) {
    colours_ = axis;
    lookup_ = EpochColours(axis.map, theme_.dark);
}

void Trajectories::take(const Series& series, std::optional<std::size_t> seed) {
    const auto key = std::tuple(series.method_index, series.layer, seed);
    const auto keyOf = [](const Trajectory& t) {
        return std::tuple(t.series.method_index, t.series.layer, t.seed);
    };
    auto place = std::lower_bound(trajectories_.begin(), trajectories_.end(), key,
                                  [&](const Trajectory& t, const auto& k) { return keyOf(t) < k; });
    if (place == trajectories_.end() || keyOf(*place) != key) {
        drawn_.clear(); // it points into the vector
        place = trajectories_.insert(place, Trajectory{});
        place->method = QString::fromStdString(series.method);
        place->seed = seed;
        place->series = series;
    } else {
        append(place->series, series);
    }
    for (std::size_t i = 0; i < series.x.size(); ++i) {
        place->pyramid.append(series.x[i], series.y[i]);
        widen(place->extent, series.x[i], series.y[i]);
    }
}

bool Trajectories::isShown(const Trajectory& trajectory) const {
    return state_.methodShown(trajectory.method) &&
           state_.layerShown(static_cast<int>(trajectory.series.layer));
}

std::optional<Trajectories::Hit> Trajectories::nearest(const QPointF& pixel, double tolerance) const {
    std::optional<Hit> hit;
    double best = tolerance;
    for (const Drawn& drawn : drawn_) {
        const double distance = std::hypot(drawn.pixel.x() - pixel.x(), drawn.pixel.y() - pixel.y());
        if (distance > best) continue;
        best = distance;
        hit = Hit{drawn.trajectory, drawn.point, drawn.pixel};
    }
    return hit;
}

std::vector<const Trajectory*> Trajectories::inDrawingOrder() const {
    std::vector<const Trajectory*> order;
    for (const Trajectory& trajectory : trajectories_)
        if (isShown(trajectory) && !trajectory.series.x.empty()) order.push_back(&trajectory);
    // Single seeds lie behind their means, what is selected above all.
    std::stable_sort(order.begin(), order.end(), [this](const Trajectory* a, const Trajectory* b) {
        const auto rank = [this](const Trajectory* t) {
            const bool selected = state_.isSelected(t->method, static_cast<int>(t->series.layer));
            return (t->seed ? 0 : 2) + (selected ? 1 : 0);
        };
        return rank(a) < rank(b);
    });
    return order;
}

void Trajectories::draw(QCPPainter* painter) {
    drawn_.clear();
    const std::vector<const Trajectory*> shown = inDrawingOrder();
    if (shown.empty()) return;
    for (const Trajectory* trajectory : shown)
        drawPath(painter, *trajectory, kSegments / shown.size());
    LabelPlacer placer(area().adjusted(2, 2, -2, -2));
    QVector<QPointF> points;
    for (const Drawn& drawn : drawn_)
        points << drawn.pixel;
    placer.avoid(points);
    for (const Trajectory* trajectory : shown)
        drawMark(painter, *trajectory, placer);
    for (const Trajectory* trajectory : shown)
        drawName(painter, *trajectory, placer);
}

void Trajectories::drawPath(QCPPainter* painter, const Trajectory& trajectory, std::size_t budget) {
    const double fade = fadeOf(trajectory);
    const bool selected = state_.isSelected(trajectory.method, static_cast<int>(trajectory.series.layer));
    const std::vector<TrajectoryPyramid::Run> runs = trajectory.pyramid.query(view(), budget);
    std::size_t points = 0;
    for (const TrajectoryPyramid::Run& run : runs)
        points += run.size();
    // Where many points lie on each other, a thin unsmoothed line shows as much in a tenth of the time.
    const bool dense = points > kDense && !theme_.print;
    const double wide = (selected ? 2.0 : 1.25) * theme_.curve;
    painter->setAntialiasing(!dense);
    const std::size_t first_drawn = drawn_.size();
    const double cursor = state_.shownUpTo();
    PathStroke stroke(*painter, area(),
                      dense             ? 0.0
                      : trajectory.seed ? theme_.thin
                                        : wide,
                      dense ? QVector<qreal>() : dashPattern(trajectory.series.method_index));
    for (const TrajectoryPyramid::Run& run : runs) {
        bool pen_down = false;
        for (const std::uint32_t i : run) {
            if (!isFinite(trajectory.series, i)) {
                pen_down = false;
                continue;
            }
            const QPointF point = pixelOf(trajectory, i);
            const bool later = trajectory.series.pass[i] > cursor;
            if (pen_down)
                stroke.lineTo(point, colourOf(trajectory, i, later ? kAfterCursor : fade));
            else
                stroke.moveTo(point);
            pen_down = true;
            drawn_.push_back({&trajectory, i, point});
        }
    }
    stroke.finish();
    painter->setAntialiasing(true);
    drawDots(painter, trajectory, first_drawn);
}

// Recorded points, where they can be told apart.
void Trajectories::drawDots(QCPPainter* painter, const Trajectory& trajectory,
                            std::size_t first_drawn) const {
    double length = 0.0;
    for (std::size_t i = first_drawn + 1; i < drawn_.size(); ++i)
        length += QLineF(drawn_[i - 1].pixel, drawn_[i].pixel).length();
    const auto points = static_cast<double>(drawn_.size() - first_drawn);
    if (trajectory.seed || points > 250.0) return;
    const bool apart = length > kDotSpace * points || points < 3.0;
    const double radius = 0.36 * theme_.marker;
    const double cursor = state_.shownUpTo();
    const QRectF inside = area();
    for (std::size_t i = first_drawn; i < drawn_.size(); ++i) {
        const Drawn& drawn = drawn_[i];
        const bool at_cap = trajectory.series.flags[drawn.point] & kAtCap;
        if (!inside.contains(drawn.pixel) || !(at_cap || apart)) continue;
        const bool later = trajectory.series.pass[drawn.point] > cursor;
        const QColor colour =
            QColor::fromRgb(colourOf(trajectory, drawn.point, later ? kAfterCursor : fadeOf(trajectory)));
        painter->setPen(QPen(colour, 0.25 * theme_.marker));
        painter->setBrush(at_cap ? theme_.background : colour);
        painter->drawEllipse(drawn.pixel, radius, radius);
    }
}

QPointF Trajectories::pixelOf(const Trajectory& trajectory, std::size_t i) const {
    return pixel(trajectory.series.x[i], trajectory.series.y[i]);
}

QRgb Trajectories::colourOf(const Trajectory& trajectory, std::size_t i, double fade) const {
    const QRgb colour = lookup_.at(lookup_.step(colours_.fraction(colours_.value(trajectory.series, i))));
    return fade > 0.0 ? theme_.faded(QColor::fromRgb(colour), fade).rgb() : colour;
}

double Trajectories::fadeOf(const Trajectory& trajectory) const {
    const bool selected = state_.isSelected(trajectory.method, static_cast<int>(trajectory.series.layer));
    if (state_.hasSelection() && !selected) return kNotSelected;
    return trajectory.seed ? kOneSeed : 0.0;
}

Box Trajectories::view() const {
    const QCPRange x = xAxis()->range();
    const QCPRange y = yAxis()->range();
    return {x.lower, x.upper, y.lower, y.upper};
}

} // namespace infoplane::ui
