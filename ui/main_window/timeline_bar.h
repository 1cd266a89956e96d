// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <memory>

class QComboBox;
class QLabel;
class QToolButton;

namespace infoplane {
class RunStore;
}

namespace infoplane::ui {

class TimelinePlayer;
class TimelineTrack;
class ViewState;

// The row at the bottom of the window: buttons to move in time, the track, where the cursor stands, and Live.
class TimelineBar : public QWidget {
    Q_OBJECT

public:
    TimelineBar(TimelinePlayer& player, ViewState& state, QWidget* parent = nullptr);

    [[nodiscard]] TimelineTrack& track() { return *track_; }

private:
    QToolButton* addButton(const QString& icon, const QString& name, const QString& keys);
    void buildMoves();
    void buildPlaying();
    void buildReadOut();
    void showRows();
    void showCursor();
    void showPlaying(bool playing);
    [[nodiscard]] QString cursorText() const;

    TimelinePlayer& player_;
    ViewState& state_;
    TimelineTrack* track_ = nullptr;
    QToolButton* play_ = nullptr;
    QToolButton* live_ = nullptr;
    QComboBox* speed_ = nullptr;
    QLabel* read_out_ = nullptr;
};

} // namespace infoplane::ui
