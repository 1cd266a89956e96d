// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/session_bridge.h"

#include "core/store/run_store.h"
#include "core/support/assert.h"

namespace infoplane::ui {

SessionBridge::SessionBridge(const SessionFactory& make_session, QObject* parent) : QObject(parent) {
    connect(&gate_, &RefreshGate::opened, this, &SessionBridge::look);
    session_ = make_session(this);
    INFOPLANE_ASSERT(session_ != nullptr);
}

SessionBridge::~SessionBridge() {
    disconnect();
    session_.reset(); // its threads may tell us until they are joined
}

Status SessionBridge::start(const RunRequest& request) {
    const Status started = session_->start(request);
    look();
    return started;
}

void SessionBridge::pause() {
    session_->pause();
    look();
}

void SessionBridge::resume() {
    session_->resume();
    look();
}

void SessionBridge::stop() {
    session_->stop();
    look();
}

void SessionBridge::onSessionChanged() noexcept {
    if (told_.exchange(true)) return; // look() has yet to come and will see this change too
    QMetaObject::invokeMethod(
        this, [this] { gate_.note(); }, Qt::QueuedConnection);
}

void SessionBridge::look() {
    told_ = false; // before reading, so that a change after this line is told again
    const SessionState before = state_;
    state_ = session_->state();
    if (const std::shared_ptr<const RunStore> run = session_->store(); run != run_) {
        run_ = run;
        revision_ = 0;
        Q_EMIT runReplaced();
    }
    const std::uint64_t revision = run_ ? run_->revision() : 0;
    if (revision != revision_) {
        revision_ = revision;
        Q_EMIT rowsArrived();
    }
    if (state_ == before) return;
    Q_EMIT stateChanged(state_);
    if (state_ != SessionState::Idle) return;
    if (const std::optional<Error> failure = session_->lastFailure()) Q_EMIT failed(*failure);
}

} // namespace infoplane::ui
