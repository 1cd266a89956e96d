// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/stream_run.h"

namespace infoplane::ui {

StreamRun::StreamRun(QObject* parent) : RunSource(parent) {
    connect(&gate_, &RefreshGate::opened, this, &RunSource::rowsArrived);
}

bool StreamRun::take(const QByteArray& bytes) {
    if (broken_ || bytes.isEmpty()) return !broken_;
    const bool unknown = run() == nullptr;
    const Status taken =
        decoder_.feed(std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size()))));
    if (unknown && run()) Q_EMIT runReplaced();
    if (run()) gate_.note();
    if (!taken) fail(QString::fromStdString(taken.error().text()), false);
    return taken.ok();
}

void StreamRun::finish(const QString& reason) {
    if (broken_ || !growing_) return;
    gate_.flush();
    if (!decoder_.ended()) {
        fail(reason, false);
        return;
    }
    stopGrowing();
    if (run() && run()->status().state == RunState::Running)
        fail(
            tr("The program that wrote this run ended without completing it. What was recorded until then is "
               "shown."),
            true);
}

void StreamRun::fail(const QString& sentence, bool recoverable) {
    if (broken_) return;
    broken_ = true;
    gate_.flush();
    stopGrowing();
    Q_EMIT failed(sentence, recoverable);
}

void StreamRun::stopGrowing() {
    if (!growing_) return;
    growing_ = false;
    Q_EMIT growingChanged();
}

} // namespace infoplane::ui
