// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/series/series.h"
#include "ui/plots/axis_drawing.h"
#include "ui/plots/epoch_colours.h"
#include "ui/plots/theme.h"
#include "ui/plots/trajectory_pyramid.h"

#include <optional>
#include <vector>

namespace infoplane::ui {

class LabelPlacer;
class ViewState;

// What the colours along a trajectory mean.
struct ColourAxis {
    ColourMap map = ColourMap::Viridis;
    bool logarithmic = false;
    bool since_layer_began = true; // passes since the layer's training began, otherwise passes of the method
    double lower = 0.0, upper = 1.0;

    [[nodiscard]] double value(const Series& series, std::size_t i) const;
    [[nodiscard]] double fraction(double value) const;
};

// A path through the information plane.
struct Trajectory {
    Series series;
    QString method;
    std::optional<std::size_t> seed; // one seed's, drawn thin behind the mean
    TrajectoryPyramid pyramid;
    Box extent{1.0, -1.0, 1.0, -1.0}; // of finite points; left > right: none
};

// Draws the trajectories of layers through the information plane, coloured by time. Up to the shared cursor
// they are strong, after it faint; the point at the cursor carries the layer's marker and name, with its
// standard error as a cross and the spread over seeds as an ellipse. Points at a cap are hollow.
// About 4,000 segments are drawn, however many points there are.
class Trajectories : public AxisDrawing {
public:
    Trajectories(QCPAxis* x, QCPAxis* y, const QString& layer, const ViewState& state);

    void clear();
    // Begins a trajectory or adds later rows to it. `seed` is set for a single seed beside a mean.
    void take(const Series& series, std::optional<std::size_t> seed);
    void setTheme(const PlotTheme& theme);
    void setColourAxis(const ColourAxis& axis);

    [[nodiscard]] const std::vector<Trajectory>& all() const { return trajectories_; }
    [[nodiscard]] bool isShown(const Trajectory& trajectory) const;

    struct Hit {
        const Trajectory* trajectory = nullptr;
        std::size_t point = 0;
        QPointF pixel;
    };
    // The point nearest to a pixel, within `tolerance` px, of what was last drawn.
    [[nodiscard]] std::optional<Hit> nearest(const QPointF& pixel, double tolerance) const;

protected:
    void draw(QCPPainter* painter) override;

private:
    struct Drawn {
        const Trajectory* trajectory;
        std::uint32_t point;
        QPointF pixel;
    };
    [[nodiscard]] std::vector<const Trajectory*> inDrawingOrder() const;
    // The point that carries the layer's marker; empty: none in view.
    [[nodiscard]] std::optional<std::size_t> markedPoint(const Trajectory& trajectory) const;
    void drawPath(QCPPainter* painter, const Trajectory& trajectory, std::size_t budget);
    void drawDots(QCPPainter* painter, const Trajectory& trajectory, std::size_t first_drawn) const;
    void drawUncertainty(QCPPainter* painter, const Trajectory& trajectory, std::size_t point) const;
    void drawMark(QCPPainter* painter, const Trajectory& trajectory, LabelPlacer& placer) const;
    void drawName(QCPPainter* painter, const Trajectory& trajectory, LabelPlacer& placer) const;

    [[nodiscard]] QPointF pixelOf(const Trajectory& trajectory, std::size_t i) const;
    [[nodiscard]] QRgb colourOf(const Trajectory& trajectory, std::size_t i, double fade) const;
    [[nodiscard]] double fadeOf(const Trajectory& trajectory) const;
    [[nodiscard]] Box view() const;

    const ViewState& state_;
    PlotTheme theme_;
    ColourAxis colours_;
    EpochColours lookup_{ColourMap::Viridis, false};
    std::vector<Trajectory> trajectories_;
    std::vector<Drawn> drawn_;
};

// Position of the last point at or before a pass; empty: none.
[[nodiscard]] std::optional<std::size_t> pointAt(const Series& series, double pass);

} // namespace infoplane::ui
