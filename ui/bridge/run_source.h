// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/run_store.h"

#include <QObject>
#include <QString>

#include <memory>

namespace infoplane::ui {

// Where a run that is shown comes from: the session, a file, standard input. All fill the same kind of store,
// so no view knows which it is. Window thread only.
class RunSource : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    // Null until the run's description is known.
    [[nodiscard]] virtual std::shared_ptr<const RunStore> run() const = 0;
    // A short name for lists: the file's name, or what it is.
    [[nodiscard]] virtual QString name() const = 0;
    // The run file, or empty.
    [[nodiscard]] virtual QString file() const = 0;
    // Whether rows may still come.
    [[nodiscard]] virtual bool growing() const = 0;

Q_SIGNALS:
    void runReplaced();
    void rowsArrived();
    void growingChanged();
    // One sentence in words; `recoverable`: `infoplane recover` may bring back what was recorded.
    void failed(const QString& sentence, bool recoverable);
};

} // namespace infoplane::ui
