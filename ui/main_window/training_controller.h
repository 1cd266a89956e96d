// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "ui/bridge/live_run.h"
#include "ui/bridge/session_bridge.h"

#include <QDateTime>
#include <QObject>
#include <QString>

namespace infoplane::ui {

class WindowSettings;

// The experiment that Start will train, where its file goes, and what was refused.
class TrainingController : public QObject {
    Q_OBJECT

public:
    TrainingController(SessionBridge& session, LiveRun& live, WindowSettings& settings,
                       QObject* parent = nullptr);

    [[nodiscard]] const Experiment& experiment() const { return experiment_; }
    void setExperiment(const Experiment& experiment);
    void setDevice(const QString& device);
    void setDataFolder(const QString& folder);

    void start();

    // digits-20250131-142501.infoplane.h5: the title made safe for a file's name, and the time.
    [[nodiscard]] static QString fileName(const std::string& title, const QDateTime& time);

Q_SIGNALS:
    void experimentChanged();
    void recordingTo(const QString& file);
    // The run could not begin; a sentence that says why and what to do.
    void refused(const QString& sentence);
    // The data set is in files and no folder is known.
    void dataFolderNeeded(const QString& data);
    // The folder for run files cannot be made or written.
    void runFolderRefused(const QString& sentence);

private:
    // A free name in the folder for runs; empty when the folder cannot be used.
    [[nodiscard]] QString chooseFile();

    SessionBridge& session_;
    LiveRun& live_;
    WindowSettings& settings_;
    Experiment experiment_;
};

} // namespace infoplane::ui
