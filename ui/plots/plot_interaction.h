// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/qcp.h"

#include <QRubberBand>

namespace infoplane::ui {

// The hand on a plot: the wheel zooms (over an axis: only that axis), a drag pans, Shift or the right button
// draws a box to zoom into, a double click asks for everything, a drag on the axis of passes or on the
// cursor's line moves the cursor. What it changes itself are ranges only; the rest it tells.
class PlotInteraction : public QObject {
    Q_OBJECT

public:
    explicit PlotInteraction(QCustomPlot* plot);

    // The axis of passes, and where the cursor's line stands in pixels (NaN: nowhere). Null: there is none.
    void setCursorAxis(QCPAxis* axis) { cursor_axis_ = axis; }
    void setCursorPixel(double x) { cursor_pixel_ = x; }
    // Zooms all axes about the middle, for the keyboard.
    void zoom(double factor);

signals:
    void hovered(const QPointF& position);
    void left();
    void clicked(const QPointF& position, Qt::KeyboardModifiers modifiers);
    void rangesChanged();
    void fitRequested();
    void cursorMoved(double x_pixel);
    void menuRequested(const QPointF& position, const QPoint& global);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Gesture { None, Press, Pan, Box, RightPress, Cursor };

    void press(const QMouseEvent& event);
    void move(const QMouseEvent& event);
    void release(const QMouseEvent& event);
    void wheel(const QWheelEvent& event);
    void pan(const QPointF& from, const QPointF& to);
    void zoomToBox(const QRect& box);
    void showShape(const QPointF& position);
    // The rectangle under a position, its axes included; null: none.
    [[nodiscard]] QCPAxisRect* rectAt(const QPointF& position) const;
    [[nodiscard]] bool grabsCursor(const QPointF& position) const;
    [[nodiscard]] bool onCursorAxis(const QPointF& position) const;

    QCustomPlot* plot_;
    QRubberBand band_;
    QCPAxis* cursor_axis_ = nullptr;
    double cursor_pixel_;
    Gesture gesture_ = Gesture::None;
    QCPAxisRect* rect_ = nullptr; // of the gesture
    QPointF start_, last_;
};

} // namespace infoplane::ui
