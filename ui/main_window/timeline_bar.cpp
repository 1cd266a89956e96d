// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/timeline_bar.h"

#include "ui/main_window/timeline_player.h"
#include "ui/main_window/timeline_track.h"
#include "ui/models/view_state.h"
#include "ui/style/icons.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <cmath>

namespace infoplane::ui {
namespace {

// The lane whose place in training is told: the selected method's, or that of the one that came furthest.
const TimelineLane* toldLane(const TimelineIndex& index, const QString& selected) {
    const TimelineLane* told = nullptr;
    for (const TimelineLane& lane : index.lanes()) {
        if (lane.passes.empty()) continue;
        if (QString::fromStdString(lane.method) == selected) return &lane;
        if (!told || lane.passes.back() > told->passes.back()) told = &lane;
    }
    return told;
}

} // namespace

TimelineBar::TimelineBar(TimelinePlayer& player, ViewState& state, QWidget* parent)
    : QWidget(parent), player_(player), state_(state) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(6, 2, 6, 2);
    row->setSpacing(2);
    buildMoves();
    buildPlaying();
    track_ = new TimelineTrack(player, state, this);
    row->addSpacing(4);
    row->addWidget(track_, 1);
    row->addSpacing(4);
    buildReadOut();
    connect(&state, &ViewState::cursorChanged, this, &TimelineBar::showCursor);
    connect(&state, &ViewState::selectionChanged, this, &TimelineBar::showCursor);
    connect(&player, &TimelinePlayer::rowsChanged, this, &TimelineBar::showRows);
    connect(&player, &TimelinePlayer::playingChanged, this, &TimelineBar::showPlaying);
    setFocusProxy(track_);
    showRows();
}

QToolButton* TimelineBar::addButton(const QString& icon, const QString& name, const QString& keys) {
    auto* button = new QToolButton(this);
    button->setIcon(lineIcon(icon));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus); // a click must not take the arrow keys from the timeline
    button->setAccessibleName(name);
    button->setToolTip(keys.isEmpty() ? name : QStringLiteral("%1 (%2)").arg(name, keys));
    layout()->addWidget(button);
    return button;
}

void TimelineBar::buildMoves() {
    const auto move = [this](const char* icon, const QString& name, const QString& keys, auto step) {
        connect(addButton(QLatin1String(icon), name, keys), &QToolButton::clicked, &player_, step);
    };
    move("first", tr("To the first row"), tr("Home"), &TimelinePlayer::toFirst);
    move("previous", tr("Back one row"), tr("Left; Shift+Left: ten rows"), [this] { player_.stepBy(-1); });
    play_ = addButton(QStringLiteral("play"), tr("Play"), tr("Space"));
    connect(play_, &QToolButton::clicked, &player_, &TimelinePlayer::togglePlaying);
    move("next", tr("Forward one row"), tr("Right; Shift+Right: ten rows"), [this] { player_.stepBy(1); });
    move("last", tr("To the newest row"), tr("End"), &TimelinePlayer::toLast);
}

void TimelineBar::buildPlaying() {
    QToolButton* loop = addButton(QStringLiteral("loop"), tr("Play again from the beginning at the end"), {});
    loop->setCheckable(true);
    connect(loop, &QToolButton::toggled, &player_, &TimelinePlayer::setLoop);
    speed_ = new QComboBox(this);
    speed_->setFocusPolicy(Qt::TabFocus);
    speed_->setAccessibleName(tr("Speed of playing"));
    speed_->setToolTip(tr("Speed of playing; 1 shows %1 recorded rows a second")
                           .arg(locale().toString(TimelinePlayer::kRowsASecond, 'f', 0)));
    for (const double speed : {0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0})
        speed_->addItem(tr("%1×").arg(locale().toString(speed, 'g', 3)), speed);
    speed_->setCurrentIndex(2);
    connect(speed_, &QComboBox::currentIndexChanged, &player_,
            [this] { player_.setSpeed(speed_->currentData().toDouble()); });
    layout()->addWidget(speed_);
}

void TimelineBar::buildReadOut() {
    read_out_ = new QLabel(this);
    read_out_->setTextFormat(Qt::PlainText);
    read_out_->setAccessibleName(tr("Position of the cursor"));
    read_out_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    const QString longest = tr("layer 2 · epoch 000 · pass 000.0 · step 00,000");
    read_out_->setMinimumWidth(fontMetrics().horizontalAdvance(longest)); // so that the track does not jump
    layout()->addWidget(read_out_);
    static_cast<QHBoxLayout*>(layout())->addSpacing(8);
    live_ = addButton(QStringLiteral("live"), tr("Follow the newest row"), tr("End"));
    live_->setText(tr("Live"));
    live_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    live_->setCheckable(true);
    connect(live_, &QToolButton::clicked, this, [this] {
        player_.goLive();
        live_->setChecked(state_.live());
    });
}

void TimelineBar::showRows() {
    const bool any = !player_.index().empty();
    for (QToolButton* button : findChildren<QToolButton*>())
        button->setEnabled(any);
    track_->setEnabled(any);
    speed_->setEnabled(any);
    showCursor();
}

void TimelineBar::showPlaying(bool playing) {
    play_->setIcon(lineIcon(playing ? QStringLiteral("pause") : QStringLiteral("play")));
    play_->setAccessibleName(playing ? tr("Pause playing") : tr("Play"));
}

void TimelineBar::showCursor() {
    live_->setChecked(state_.live());
    live_->setIcon(lineIcon(QStringLiteral("live"), state_.live() ? QColor(0xd5, 0x5e, 0x00) : QColor()));
    read_out_->setText(cursorText());
}

QString TimelineBar::cursorText() const {
    const TimelineLane* lane = toldLane(player_.index(), state_.selectedMethod());
    if (!lane) return {};
    const std::size_t rows = lane->rowsUpTo(state_.pass());
    if (rows == 0) return tr("before the first row");
    const double pass = lane->passes[rows - 1];
    QStringList parts;
    if (const TimelineBand* band = lane->bandAt(pass); band && band->layer > 0)
        parts << tr("layer %1").arg(band->layer)
              << tr("epoch %1").arg(locale().toString(qlonglong(std::floor(pass - band->begin + 1e-6))));
    parts << tr("pass %1").arg(locale().toString(pass, 'f', 1))
          << tr("step %1").arg(locale().toString(qulonglong(lane->steps[rows - 1])));
    return parts.join(QStringLiteral(" · "));
}

} // namespace infoplane::ui
