// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/api/session.h"
#include "core/store/run_store.h"

#include <QToolBar>

#include <vector>

class QComboBox;
class QLabel;
class QProgressBar;

namespace infoplane::ui {

class WindowActions;

// A device to choose: what an experiment calls it, and its name for people.
struct DeviceChoice {
    QString key, title;
};

// The tool bar: start, pause, stop; which experiment on which device; how far the run is.
class ControlBar : public QToolBar {
    Q_OBJECT

public:
    ControlBar(const WindowActions& actions, const std::vector<DeviceChoice>& devices,
               QWidget* parent = nullptr);

    void setExperiment(const Experiment& experiment);
    void setState(SessionState state);
    // Of the run that is shown while it grows; null clears.
    void showProgress(const RunStore* run);

Q_SIGNALS:
    void presetChosen(const QString& name);
    void deviceChosen(const QString& device);

private:
    void addChoices(const std::vector<DeviceChoice>& devices);
    void addProgress();
    // Returns the place of the button in the bar.
    QAction* addButton(QAction& action);
    QComboBox* addCombo(const QString& title);

    const WindowActions& actions_;
    QComboBox* experiment_ = nullptr;
    QComboBox* device_ = nullptr;
    QLabel* words_ = nullptr;
    QProgressBar* bar_ = nullptr;
    QAction* pause_ = nullptr;
    QAction* go_on_ = nullptr;
};

} // namespace infoplane::ui
