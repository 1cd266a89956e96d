// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/session.h"
#include "ui/bridge/refresh_gate.h"

#include <QObject>

#include <atomic>
#include <functional>
#include <memory>

namespace infoplane::ui {

// Makes the session that tells `listener` of its changes; core/session/make_session.h has the real one.
using SessionFactory = std::function<std::unique_ptr<Session>(SessionListener* listener)>;

// Owns the session and turns its notifications, which come from any thread and often, into signals in the
// window's thread at no more than 6 Hz. Nothing happens while the session is silent.
class SessionBridge : public QObject, private SessionListener {
    Q_OBJECT

public:
    explicit SessionBridge(const SessionFactory& make_session, QObject* parent = nullptr);
    ~SessionBridge() override; // stops and joins the session

    [[nodiscard]] SessionState state() const { return state_; }
    [[nodiscard]] bool busy() const { return state_ != SessionState::Idle; }
    // The run under way or the last one; null before the first.
    [[nodiscard]] std::shared_ptr<const RunStore> run() const { return run_; }

    [[nodiscard]] Status start(const RunRequest& request);
    void pause();
    void resume();
    void stop();

Q_SIGNALS:
    void stateChanged(infoplane::SessionState state);
    void runReplaced();
    void rowsArrived();
    // The run ended because something failed.
    void failed(const infoplane::Error& error);

private:
    void onSessionChanged() noexcept override;
    void look();

    std::atomic<bool> told_{false};
    RefreshGate gate_;
    SessionState state_ = SessionState::Idle;
    std::shared_ptr<const RunStore> run_;
    std::uint64_t revision_ = 0;
    std::unique_ptr<Session> session_;
};

} // namespace infoplane::ui
