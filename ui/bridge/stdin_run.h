// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/stream_run.h"

#include <QSocketNotifier>

namespace infoplane::ui {

// A run that arrives on a file descriptor, as `ssh host infoplane train --stream ... | infoplane -` brings it
// on standard input. Reads only when something is there, so it never blocks the window.
class StdinRun : public StreamRun {
    Q_OBJECT

public:
    explicit StdinRun(int descriptor = 0, QObject* parent = nullptr);

    [[nodiscard]] QString name() const override { return tr("Standard input"); }
    [[nodiscard]] QString file() const override { return {}; }

private:
    void onReadable();

    int descriptor_;
    QSocketNotifier notifier_;
};

} // namespace infoplane::ui
