// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/run_source.h"
#include "ui/bridge/session_bridge.h"

namespace infoplane::ui {

// The run of this program's own session.
class LiveRun : public RunSource {
    Q_OBJECT

public:
    explicit LiveRun(SessionBridge& session, QObject* parent = nullptr);

    void setFile(const QString& file) { file_ = file; }

    [[nodiscard]] std::shared_ptr<const RunStore> run() const override { return session_.run(); }
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString file() const override { return file_; }
    [[nodiscard]] bool growing() const override { return session_.busy(); }

private:
    SessionBridge& session_;
    QString file_;
};

} // namespace infoplane::ui
