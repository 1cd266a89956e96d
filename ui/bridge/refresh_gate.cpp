// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/refresh_gate.h"

namespace infoplane::ui {

RefreshGate::RefreshGate(QObject* parent) : QObject(parent) {
    timer_.setSingleShot(true);
    timer_.setInterval(kIntervalMs);
    connect(&timer_, &QTimer::timeout, this, &RefreshGate::onInterval);
}

void RefreshGate::note() {
    if (timer_.isActive()) {
        waiting_ = true;
        return;
    }
    timer_.start();
    Q_EMIT opened();
}

void RefreshGate::flush() {
    if (!waiting_) return;
    waiting_ = false;
    timer_.start();
    Q_EMIT opened();
}

void RefreshGate::onInterval() {
    flush();
}

} // namespace infoplane::ui
