// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/live_run.h"

namespace infoplane::ui {

LiveRun::LiveRun(SessionBridge& session, QObject* parent) : RunSource(parent), session_(session) {
    connect(&session, &SessionBridge::runReplaced, this, &RunSource::runReplaced);
    connect(&session, &SessionBridge::rowsArrived, this, &RunSource::rowsArrived);
    connect(&session, &SessionBridge::stateChanged, this, &RunSource::growingChanged);
}

QString LiveRun::name() const {
    if (!run()) return tr("New run");
    return tr("%1, trained here").arg(QString::fromStdString(run()->description().title));
}

} // namespace infoplane::ui
