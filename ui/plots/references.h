// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/axis_drawing.h"
#include "ui/plots/theme.h"

#include <optional>
#include <vector>

namespace infoplane::ui {

// A value that data are held against: a cap (dashed) or the end of a layer's training (dotted).
struct ReferenceLine {
    enum class Kind { Cap, Mark };
    Kind kind = Kind::Cap;
    Qt::Orientation orientation = Qt::Horizontal;
    double value = 0.0;
    QString label;       // may be empty
    QString short_label; // of a mark, where there is little room
    bool operator==(const ReferenceLine&) const = default;
};

// The curve min(I(X;T), H(Y)) that the information bottleneck cannot pass when labels are a function of the
// input.
struct IbCurve {
    double label_entropy = 0.0;
    QString label;
};

// Draws what stands still behind the curves: caps, marks and the bound of the plane.
class References : public AxisDrawing {
public:
    References(QCPAxis* x, QCPAxis* y) : AxisDrawing(x, y, QStringLiteral("references")) {}

    void setTheme(const PlotTheme& theme) { theme_ = theme; }
    void setLines(std::vector<ReferenceLine> lines) { lines_ = std::move(lines); }
    void setIbCurve(std::optional<IbCurve> curve) { curve_ = std::move(curve); }
    [[nodiscard]] const PlotTheme& theme() const { return theme_; }
    [[nodiscard]] const std::vector<ReferenceLine>& lines() const { return lines_; }
    [[nodiscard]] const std::optional<IbCurve>& ibCurve() const { return curve_; }
    // The bound in pixels: from the lower left corner of the view up the diagonal and along H(Y). Only where
    // there is one.
    [[nodiscard]] QPolygonF ibCurvePixels() const;

protected:
    void draw(QCPPainter* painter) override;

private:
    void drawUnreachable(QCPPainter* painter) const;
    void drawIbCurve(QCPPainter* painter) const;
    void drawLine(QCPPainter* painter, const ReferenceLine& line) const;

    PlotTheme theme_;
    std::vector<ReferenceLine> lines_;
    std::optional<IbCurve> curve_;
};

// The names of references, above the curves: caps beside their lines, marks in a strip above the panel.
class ReferenceLabels : public AxisDrawing {
public:
    explicit ReferenceLabels(const References& references)
        : AxisDrawing(references.xAxis(), references.yAxis(), QStringLiteral("labels")),
          references_(references) {}

    // Whether the lower right corner is free for the name of a vertical cap.
    void setLowerRight(bool free) { lower_right_ = free; }
    // Pixels above the panel for the names of marks.
    [[nodiscard]] static int stripHeight(const PlotTheme& theme);

protected:
    QRect clipRect() const override;
    void draw(QCPPainter* painter) override;

private:
    void drawCurveName(QCPPainter* painter, const IbCurve& curve) const;
    void drawHorizontal(QCPPainter* painter, const ReferenceLine& line) const;
    void drawVertical(QCPPainter* painter, const ReferenceLine& line) const;
    void drawMarks(QCPPainter* painter) const;
    void drawRotated(QCPPainter* painter, const QPointF& centre, double degrees, const QString& text) const;
    [[nodiscard]] QSizeF sizeOf(const QString& text) const;

    const References& references_;
    bool lower_right_ = true;
};

} // namespace infoplane::ui
