// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/axis_drawing.h"
#include "ui/plots/markers.h"
#include "ui/plots/self_test_panels.h"
#include "ui/plots/theme.h"

#include <optional>
#include <string>

namespace infoplane::ui {

// Colour and marker of the n-th estimator: they come back together only after 42.
[[nodiscard]] MarkerLook estimatorLook(std::size_t n, const PlotTheme& theme);

// One panel of the self-test: the line on which estimates are the truth, each estimator's cap as a short
// dashed line, its values with three standard errors. A warned value is hollow, a wrong one crossed, one
// beyond the axes stands at the edge, and how far
// its curve goes beside it.
class SelfTestDrawing : public AxisDrawing {
public:
    using AxisDrawing::AxisDrawing;

    // `scale` times nats is what the axes show.
    void setPanel(SelfTestPanel panel, double scale);
    void setTheme(const PlotTheme& theme) { theme_ = theme; }
    // The estimator that stands out; empty: none does.
    void setHighlighted(const std::string& estimator) { highlighted_ = estimator; }
    [[nodiscard]] const SelfTestPanel& panel() const { return panel_; }

    // The value drawn nearest to a position, within `reach` pixels; null: none.
    [[nodiscard]] const SelfTestPoint* nearest(const QPointF& position, double reach) const;

protected:
    void draw(QCPPainter* painter) override;

private:
    // One cap, or several that are too close to be told apart.
    struct Cap {
        double pixel = 0.0;
        QStringList names;
        QColor colour;
    };

    [[nodiscard]] QPointF placeOf(const SelfTestPoint& point) const; // in the panel
    [[nodiscard]] QColor colourOf(const SelfTestCurve& curve) const;
    [[nodiscard]] std::vector<Cap> caps() const;
    void drawTruth(QCPPainter& painter) const;
    void drawCaps(QCPPainter& painter) const;
    void drawLine(QCPPainter& painter, const SelfTestCurve& curve) const;
    void drawPoint(QCPPainter& painter, const SelfTestCurve& curve, const SelfTestPoint& point) const;
    void drawError(QCPPainter& painter, const SelfTestPoint& point, const QColor& colour) const;
    void drawBeyond(QCPPainter& painter) const;
    [[nodiscard]] bool isBeyond(const SelfTestPoint& point) const;
    template <class Draw>
    void eachCurve(const Draw& draw) const; // the one that stands out last, above all others

    SelfTestPanel panel_;
    PlotTheme theme_;
    std::string highlighted_;
    double scale_ = 1.0;
};

} // namespace infoplane::ui
