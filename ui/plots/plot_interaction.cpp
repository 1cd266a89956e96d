// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plot_interaction.h"

#include <QApplication>

#include <cmath>
#include <limits>

namespace infoplane::ui {
namespace {

constexpr double kGrab = 4.0;        // px on either side of the cursor's line
constexpr double kSmallestBox = 5.0; // px
constexpr double kStep = 0.85;       // zoom of one notch of the wheel

void moveAxis(QCPAxis* axis, double from_pixel, double to_pixel) {
    const double from = axis->pixelToCoord(from_pixel);
    const double to = axis->pixelToCoord(to_pixel);
    if (axis->scaleType() == QCPAxis::stLogarithmic)
        axis->setRange(axis->range().lower * from / to, axis->range().upper * from / to);
    else
        axis->moveRange(from - to);
}

} // namespace

PlotInteraction::PlotInteraction(QCustomPlot* plot)
    : QObject(plot),
      plot_(plot),
      band_(QRubberBand::Rectangle, plot),
      cursor_pixel_(std::numeric_limits<double>::quiet_NaN()) {
    plot->setInteractions(QCP::Interactions());
    plot->setMouseTracking(true);
    plot->installEventFilter(this);
}

bool PlotInteraction::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        press(*static_cast<QMouseEvent*>(event));
        return true;
    case QEvent::MouseMove:
        move(*static_cast<QMouseEvent*>(event));
        return true;
    case QEvent::MouseButtonRelease:
        release(*static_cast<QMouseEvent*>(event));
        return true;
    case QEvent::MouseButtonDblClick:
        gesture_ = Gesture::None;
        if (static_cast<QMouseEvent*>(event)->button() == Qt::LeftButton) emit fitRequested();
        return true;
    case QEvent::Wheel:
        wheel(*static_cast<QWheelEvent*>(event));
        return true;
    case QEvent::Leave:
        emit left();
        return false;
    default:
        return QObject::eventFilter(watched, event);
    }
}

void PlotInteraction::press(const QMouseEvent& event) {
    start_ = last_ = event.position();
    rect_ = rectAt(start_);
    gesture_ = Gesture::None;
    const bool in_rect = rect_ && rect_->rect().contains(start_.toPoint());
    if (event.button() == Qt::RightButton) gesture_ = Gesture::RightPress;
    if (event.button() != Qt::LeftButton) return;
    if (onCursorAxis(start_) || (grabsCursor(start_) && !(event.modifiers() & Qt::ShiftModifier))) {
        gesture_ = Gesture::Cursor;
        emit cursorMoved(start_.x());
    } else if (in_rect && event.modifiers() & Qt::ShiftModifier) {
        gesture_ = Gesture::Box;
    } else {
        gesture_ = Gesture::Press;
    }
}

void PlotInteraction::move(const QMouseEvent& event) {
    const QPointF position = event.position();
    const bool dragged = (position - start_).manhattanLength() >= QApplication::startDragDistance();
    if (gesture_ == Gesture::Press && dragged && rect_) gesture_ = Gesture::Pan;
    if (gesture_ == Gesture::RightPress && dragged && rect_ && rect_->rect().contains(start_.toPoint()))
        gesture_ = Gesture::Box;
    if (gesture_ == Gesture::Pan) {
        pan(last_, position);
        last_ = position;
    } else if (gesture_ == Gesture::Box) {
        band_.setGeometry(QRect(start_.toPoint(), position.toPoint()).normalized() & rect_->rect());
        band_.show();
    } else if (gesture_ == Gesture::Cursor) {
        emit cursorMoved(position.x());
    } else {
        showShape(position);
        emit hovered(position);
    }
}

void PlotInteraction::release(const QMouseEvent& event) {
    const Gesture gesture = std::exchange(gesture_, Gesture::None);
    if (gesture == Gesture::Press) emit clicked(event.position(), event.modifiers());
    if (gesture == Gesture::RightPress)
        emit menuRequested(event.position(), event.globalPosition().toPoint());
    if (gesture != Gesture::Box) return;
    const QRect box = band_.isVisible() ? band_.geometry() : QRect();
    band_.hide();
    if (box.width() >= kSmallestBox && box.height() >= kSmallestBox) zoomToBox(box);
}

void PlotInteraction::wheel(const QWheelEvent& event) {
    QCPAxisRect* rect = rectAt(event.position());
    if (!rect) return;
    const QPointF position = event.position();
    const double factor = std::pow(kStep, event.angleDelta().y() / 120.0);
    const bool on_y_axis = position.x() < rect->left();
    const bool on_x_axis = position.y() > rect->bottom();
    QCPAxis* x = rect->axis(QCPAxis::atBottom);
    QCPAxis* y = rect->axis(QCPAxis::atLeft);
    if (!on_y_axis) x->scaleRange(factor, x->pixelToCoord(position.x()));
    if (!on_x_axis) y->scaleRange(factor, y->pixelToCoord(position.y()));
    emit rangesChanged();
}

void PlotInteraction::zoom(double factor) {
    for (QCPAxisRect* rect : plot_->axisRects())
        rect->axis(QCPAxis::atLeft)->scaleRange(factor);
    if (plot_->axisRectCount() > 0) plot_->axisRect(0)->axis(QCPAxis::atBottom)->scaleRange(factor);
    emit rangesChanged();
}

void PlotInteraction::pan(const QPointF& from, const QPointF& to) {
    const bool on_y_axis = start_.x() < rect_->left();
    const bool on_x_axis = start_.y() > rect_->bottom();
    if (!on_y_axis) moveAxis(rect_->axis(QCPAxis::atBottom), from.x(), to.x());
    if (!on_x_axis) moveAxis(rect_->axis(QCPAxis::atLeft), from.y(), to.y());
    emit rangesChanged();
}

void PlotInteraction::zoomToBox(const QRect& box) {
    QCPAxis* x = rect_->axis(QCPAxis::atBottom);
    QCPAxis* y = rect_->axis(QCPAxis::atLeft);
    const QCPRange x_range(x->pixelToCoord(box.left()), x->pixelToCoord(box.right()));
    const QCPRange y_range(y->pixelToCoord(box.bottom()), y->pixelToCoord(box.top()));
    x->setRange(x_range);
    y->setRange(y_range);
    emit rangesChanged();
}

void PlotInteraction::showShape(const QPointF& position) {
    const bool cursor = grabsCursor(position) || onCursorAxis(position);
    plot_->setCursor(cursor ? Qt::SplitHCursor : Qt::ArrowCursor);
}

QCPAxisRect* PlotInteraction::rectAt(const QPointF& position) const {
    for (QCPAxisRect* rect : plot_->axisRects())
        if (rect->outerRect().contains(position.toPoint())) return rect;
    return nullptr;
}

bool PlotInteraction::grabsCursor(const QPointF& position) const {
    const QCPAxisRect* rect = rectAt(position);
    return cursor_axis_ && rect && rect->rect().contains(position.toPoint()) &&
           std::abs(position.x() - cursor_pixel_) <= kGrab;
}

bool PlotInteraction::onCursorAxis(const QPointF& position) const {
    if (!cursor_axis_) return false;
    const QCPAxisRect* rect = cursor_axis_->axisRect();
    return position.y() > rect->bottom() && position.x() >= rect->left() && position.x() <= rect->right() &&
           rect->outerRect().contains(position.toPoint());
}

} // namespace infoplane::ui
