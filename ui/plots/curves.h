// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/series/series.h"
#include "ui/plots/axis_drawing.h"
#include "ui/plots/columns.h"
#include "ui/plots/theme.h"

#include <functional>
#include <optional>
#include <vector>

namespace infoplane::ui {

class ViewState;

// How a curve over passes looks.
struct CurveLook {
    QColor colour;
    std::size_t dash = 0;      // dashPattern
    bool strong = true;        // otherwise thin and lighter
    std::size_t marker = 0;    // shape of its sparse markers ...
    bool with_markers = false; // ... where line styles are taken
};

// A quantity of a layer over passes.
struct Curve {
    Series series;
    QString method;
    std::vector<double> smooth; // running mean, empty where there is no smoothing
    double smooth_weight = 0.0;
    double low = 1.0, high = -1.0; // of finite values; low > high: none
    CurveLook look;
};

// Draws the curves of one panel: a line, a band (spread over seeds, or the standard error), hollow points at
// a cap; the raw line faint behind a smoothed one. Dense curves are drawn by the extremes in each column of
// pixels, so that a million points cost what a thousand do to draw.
class Curves : public AxisDrawing {
public:
    Curves(QCPAxis* x, QCPAxis* y, const ViewState& state);

    void clear() { curves_.clear(); }
    // Begins a curve or adds later rows to it.
    void take(const Series& series, const CurveLook& look);
    void setTheme(const PlotTheme& theme) { theme_ = theme; }
    // Span of the running mean in rows; 0: none.
    void setSmoothing(int rows);
    // Which curves are hidden beside those of hidden methods and layers.
    void setFilter(std::function<bool(const Series&)> shows) { shows_ = std::move(shows); }
    void restyle(const std::function<CurveLook(const Series&)>& look_of);

    [[nodiscard]] const std::vector<Curve>& all() const { return curves_; }
    [[nodiscard]] bool isShown(const Curve& curve) const;
    // NaN where a logarithmic axis has no place for it.
    [[nodiscard]] double xPixel(double x) const;

    struct Hit {
        const Curve* curve = nullptr;
        std::size_t point = 0;
        QPointF pixel;
        double distance = 0.0;
    };
    [[nodiscard]] std::optional<Hit> nearest(const QPointF& position, double tolerance) const;

protected:
    void draw(QCPPainter* painter) override;

private:
    struct Span {
        std::size_t begin, end;
    };
    [[nodiscard]] Span visible(const Curve& curve) const;
    [[nodiscard]] std::vector<const Curve*> inDrawingOrder() const;
    void drawNothingYet(QCPPainter* painter) const;
    [[nodiscard]] bool isDense(const Span& span) const;
    [[nodiscard]] std::vector<Column> columnsInView(const Curve& curve) const;
    void drawBand(QCPPainter* painter, const Curve& curve) const;
    void drawSmoothBand(QCPPainter* painter, const Curve& curve, const std::vector<double>& reach) const;
    void drawDenseBand(QCPPainter* painter, const Curve& curve, const std::vector<double>& reach) const;
    void drawLine(QCPPainter* painter, const Curve& curve, const std::vector<double>& values,
                  bool faint) const;
    void drawPoints(QCPPainter* painter, const Curve& curve) const;
    // The line through `values` in pixels; NaN parts it.
    [[nodiscard]] QPolygonF linePixels(const Curve& curve, const std::vector<double>& values) const;
    [[nodiscard]] QColor colourOf(const Curve& curve) const;
    [[nodiscard]] double widthOf(const Curve& curve) const;
    void extendSmooth(Curve& curve) const;

    const ViewState& state_;
    PlotTheme theme_;
    int smoothing_ = 0;
    std::function<bool(const Series&)> shows_;
    std::vector<Curve> curves_;
};

} // namespace infoplane::ui
