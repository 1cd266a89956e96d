// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractSlider>

namespace infoplane::ui {

class TimelinePlayer;
class ViewState;

// The timeline's strip: a lane a method with a band a layer in training, marks where something happened, and
// the cursor. Click or drag seeks to the nearest recorded row; the wheel and the arrow keys step. As a slider
// its value is the number of rows at or before the cursor.
class TimelineTrack : public QAbstractSlider {
    Q_OBJECT

public:
    TimelineTrack(TimelinePlayer& player, ViewState& state, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    // Pixel of a pass and back.
    [[nodiscard]] double xOf(double pass) const;
    [[nodiscard]] double passAt(double x) const;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void takeRows();
    void takeCursor();
    void onAction();
    [[nodiscard]] QRectF groove() const;
    [[nodiscard]] QRectF laneRect(std::size_t lane) const;
    void paintLane(QPainter& painter, std::size_t lane) const;
    void paintMarks(QPainter& painter) const;
    void paintCursor(QPainter& painter) const;
    [[nodiscard]] QString tipAt(double x) const;

    TimelinePlayer& player_;
    ViewState& state_;
};

// Moves the cursor when a key of the timeline was pressed (arrows, Home, End, space); false: another key.
bool handleTimelineKey(TimelinePlayer& player, const QKeyEvent& event);

} // namespace infoplane::ui
