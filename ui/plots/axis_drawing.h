// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/qcp.h"

namespace infoplane::ui {

// A drawing of our own in the coordinates of two axes, clipped to their rectangle. Owned by the plot.
class AxisDrawing : public QCPLayerable {
public:
    AxisDrawing(QCPAxis* x, QCPAxis* y, const QString& layer)
        : QCPLayerable(x->parentPlot(), layer, x->axisRect()), x_(x), y_(y) {}

    [[nodiscard]] QCPAxis* xAxis() const { return x_; }
    [[nodiscard]] QCPAxis* yAxis() const { return y_; }

protected:
    [[nodiscard]] QPointF pixel(double x, double y) const {
        return {x_->coordToPixel(x), y_->coordToPixel(y)};
    }
    [[nodiscard]] QRectF area() const { return x_->axisRect()->rect(); }

    QRect clipRect() const override { return x_->axisRect()->rect().adjusted(0, 0, 1, 1); }
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(true); }

private:
    QCPAxis* x_;
    QCPAxis* y_;
};

} // namespace infoplane::ui
