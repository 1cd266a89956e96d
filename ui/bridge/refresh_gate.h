// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace infoplane::ui {

// Turns any number of notes into at most one opening an interval: the first note opens at once, those that
// follow are answered together when the interval is over. Nothing ticks while no note comes.
class RefreshGate : public QObject {
    Q_OBJECT

public:
    static constexpr int kIntervalMs = 160; // about 6 Hz

    explicit RefreshGate(QObject* parent = nullptr);

    void note();
    // Opens now if a note is waiting.
    void flush();

Q_SIGNALS:
    void opened();

private:
    void onInterval();

    QTimer timer_;
    bool waiting_ = false;
};

} // namespace infoplane::ui
