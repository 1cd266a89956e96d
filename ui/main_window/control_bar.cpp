// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/control_bar.h"

#include "core/config/schema.h"
#include "ui/bridge/progress_text.h"
#include "ui/main_window/window_actions.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

#include <algorithm>

namespace infoplane::ui {
namespace {

// Whether the experiment is the preset but for where its data are and on what it is computed.
bool isPreset(Experiment experiment, const std::string& name) {
    const Result<Experiment> original = preset(name);
    if (!original) return false;
    experiment.data.folder = original->data.folder;
    experiment.compute = original->compute;
    return experiment == *original;
}

} // namespace

ControlBar::ControlBar(const WindowActions& actions, const std::vector<DeviceChoice>& devices,
                       QWidget* parent)
    : QToolBar(tr("Experiment"), parent), actions_(actions) {
    setObjectName(QStringLiteral("control_bar"));
    setMovable(false);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIconSize({18, 18});
    addButton(*actions.start);
    pause_ = addButton(*actions.pause);
    go_on_ = addButton(*actions.go_on);
    addButton(*actions.stop);
    addSeparator();
    addChoices(devices);
    addProgress();
    setState(SessionState::Idle);
}

QAction* ControlBar::addButton(QAction& action) {
    auto* button = new QToolButton(this);
    button->setDefaultAction(&action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus); // a click must not take the arrow keys from the timeline
    button->setAccessibleName(action.toolTip());
    return addWidget(button);
}

QComboBox* ControlBar::addCombo(const QString& title) {
    auto* label = new QLabel(title, this);
    label->setContentsMargins(8, 0, 4, 0);
    addWidget(label);
    auto* box = new QComboBox(this);
    box->setAccessibleName(title);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    label->setBuddy(box);
    addWidget(box);
    return box;
}

void ControlBar::addChoices(const std::vector<DeviceChoice>& devices) {
    experiment_ = addCombo(tr("Experiment"));
    experiment_->setToolTip(tr("A preset to train; Edit changes any of its settings"));
    for (const std::string& name : presetNames())
        experiment_->addItem(QString::fromStdString(name), QString::fromStdString(name));
    connect(experiment_, &QComboBox::activated, this, [this] {
        if (const QString name = experiment_->currentData().toString(); !name.isEmpty())
            Q_EMIT presetChosen(name);
    });
    addButton(*actions_.edit);
    device_ = addCombo(tr("Device"));
    device_->setToolTip(tr("What the training is computed on"));
    for (const DeviceChoice& device : devices)
        device_->addItem(device.title, device.key);
    connect(device_, &QComboBox::activated, this,
            [this] { Q_EMIT deviceChosen(device_->currentData().toString()); });
}

void ControlBar::addProgress() {
    auto* room = new QWidget(this);
    auto* line = new QHBoxLayout(room);
    line->setContentsMargins(12, 0, 6, 0);
    words_ = new QLabel(room);
    words_->setTextFormat(Qt::PlainText);
    words_->setAccessibleName(tr("Progress in words"));
    words_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    words_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    bar_ = new QProgressBar(room);
    bar_->setAccessibleName(tr("Progress"));
    bar_->setRange(0, 1000);
    bar_->setTextVisible(false);
    bar_->setFixedWidth(fontMetrics().averageCharWidth() * 16);
    bar_->hide();
    line->addWidget(words_, 1);
    line->addWidget(bar_);
    addWidget(room);
}

void ControlBar::setExperiment(const Experiment& experiment) {
    if (experiment_->count() > 0 && experiment_->itemData(0).toString().isEmpty()) experiment_->removeItem(0);
    int shown = -1;
    for (int i = 0; i < experiment_->count(); ++i)
        if (isPreset(experiment, experiment_->itemData(i).toString().toStdString())) shown = i;
    if (shown < 0) {
        experiment_->insertItem(0, tr("%1 (own)").arg(QString::fromStdString(experiment.title)), QString());
        shown = 0;
    }
    experiment_->setCurrentIndex(shown);
    const QString device = QString::fromStdString(experiment.compute.device);
    if (device_->findData(device) < 0) device_->addItem(device, device);
    device_->setCurrentIndex(device_->findData(device));
}

void ControlBar::setState(SessionState state) {
    const bool idle = state == SessionState::Idle;
    const bool paused = state == SessionState::Paused;
    actions_.start->setEnabled(idle);
    actions_.pause->setEnabled(state == SessionState::Training);
    actions_.go_on->setEnabled(paused);
    actions_.stop->setEnabled(!idle && state != SessionState::Stopping);
    pause_->setVisible(!paused); // one place in the bar for both
    go_on_->setVisible(paused);
}

void ControlBar::showProgress(const RunStore* run) {
    bar_->setVisible(run != nullptr);
    if (!run) {
        words_->clear();
        return;
    }
    const RunProgress progress = run->progress();
    words_->setText(progressText(run->description(), progress));
    bar_->setValue(int(std::clamp(progress.fraction, 0.0, 1.0) * 1000.0));
}

} // namespace infoplane::ui
