// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/timeline_player.h"

#include "ui/models/view_state.h"

#include <algorithm>

namespace infoplane::ui {

TimelinePlayer::TimelinePlayer(ViewState& state, QObject* parent) : QObject(parent), state_(state) {
    timer_.setInterval(33);
    connect(&timer_, &QTimer::timeout, this, &TimelinePlayer::onTick);
}

void TimelinePlayer::setRun(std::shared_ptr<const RunStore> run) {
    pause();
    index_.setRun(std::move(run));
    state_.goLive(index_.last());
    Q_EMIT rowsChanged();
}

void TimelinePlayer::refresh() {
    if (!index_.refresh()) return;
    state_.followNewest(index_.last());
    Q_EMIT rowsChanged();
}

void TimelinePlayer::stepBy(int rows) {
    pause();
    advance(rows);
}

void TimelinePlayer::advance(int rows) {
    if (index_.empty() || rows == 0) return;
    double pass = state_.pass();
    for (int left = std::abs(rows); left > 0; --left) {
        const std::optional<double> to = rows > 0 ? index_.next(pass) : index_.previous(pass);
        if (!to) break;
        pass = *to;
    }
    state_.setPass(pass);
}

void TimelinePlayer::toFirst() {
    pause();
    if (!index_.empty()) state_.setPass(index_.first());
}

void TimelinePlayer::toLast() {
    goLive();
}

void TimelinePlayer::goLive() {
    pause();
    state_.goLive(index_.last());
}

void TimelinePlayer::seek(double pass) {
    pause();
    if (!index_.empty()) state_.setPass(index_.nearest(pass));
}

void TimelinePlayer::play() {
    if (playing() || index_.empty()) return;
    if (!index_.next(state_.pass()))
        state_.setPass(index_.first()); // at the end: from the beginning
    else
        state_.setPass(state_.pass());
    due_ = 0.0;
    since_tick_.start();
    timer_.start();
    Q_EMIT playingChanged(true);
}

void TimelinePlayer::pause() {
    if (!playing()) return;
    timer_.stop();
    Q_EMIT playingChanged(false);
}

void TimelinePlayer::togglePlaying() {
    if (playing())
        pause();
    else
        play();
}

void TimelinePlayer::setSpeed(double speed) {
    speed_ = std::clamp(speed, 0.25, 16.0);
}

void TimelinePlayer::onTick() {
    due_ += double(since_tick_.restart()) / 1000.0 * kRowsASecond * speed_;
    const int rows = int(due_);
    if (rows == 0) return;
    due_ -= rows;
    if (!index_.next(state_.pass()))
        reachEnd();
    else
        advance(rows);
}

void TimelinePlayer::reachEnd() {
    if (loop_)
        state_.setPass(index_.first());
    else if (growing_)
        goLive();
    else
        pause();
}

} // namespace infoplane::ui
