// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/main_window/timeline_index.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>

namespace infoplane::ui {

class ViewState;

// Moves the shared cursor over the recorded rows: by steps, to the ends, by playing, or with the newest row.
// At speed 1 it plays 8 recorded rows a second. Every move but goLive leaves live; training never notices.
class TimelinePlayer : public QObject {
    Q_OBJECT

public:
    static constexpr double kRowsASecond = 8.0;

    explicit TimelinePlayer(ViewState& state, QObject* parent = nullptr);

    void setRun(std::shared_ptr<const RunStore> run);
    // Takes new rows and, while live, moves to the newest.
    void refresh();
    // Whether rows may still come: playing that reaches the newest row then goes live instead of ending.
    void setGrowing(bool growing) { growing_ = growing; }

    [[nodiscard]] const TimelineIndex& index() const { return index_; }
    [[nodiscard]] bool playing() const { return timer_.isActive(); }
    [[nodiscard]] bool loop() const { return loop_; }
    [[nodiscard]] double speed() const { return speed_; }

    // Exactly so many recorded rows forward (negative: back), no further than the ends. All moves stop
    // playing.
    void stepBy(int rows);
    void toFirst();
    void toLast();
    // To the recorded row nearest to a pass.
    void seek(double pass);
    // Follows the newest row from here on; toLast does the same.
    void goLive();
    void play();
    void pause();
    void togglePlaying();
    void setSpeed(double speed); // 0.25 to 16
    void setLoop(bool loop) { loop_ = loop; }

Q_SIGNALS:
    void rowsChanged();
    void playingChanged(bool playing);

private:
    void advance(int rows);
    void onTick();
    void reachEnd();

    ViewState& state_;
    TimelineIndex index_;
    QTimer timer_;
    QElapsedTimer since_tick_;
    double due_ = 0.0; // rows that playing has earned but not yet shown
    double speed_ = 1.0;
    bool loop_ = false;
    bool growing_ = false;
};

} // namespace infoplane::ui
