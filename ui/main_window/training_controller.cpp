// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/training_controller.h"

#include "ui/main_window/window_settings.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace infoplane::ui {
namespace {

bool isInFiles(const std::string& data) {
    return data == "mnist" || data == "fashion-mnist" || data == "emnist" || data == "cifar10";
}

// Whether `infoplane data add` put it into the user's data folder.
bool wasAdded(const std::string& data) {
    const QString folder = QStringLiteral("infoplane/data/") + QString::fromStdString(data);
    return !QStandardPaths::locate(QStandardPaths::GenericDataLocation, folder,
                                   QStandardPaths::LocateDirectory)
                .isEmpty();
}

} // namespace

TrainingController::TrainingController(SessionBridge& session, LiveRun& live, WindowSettings& settings,
                                       QObject* parent)
    : QObject(parent), session_(session), live_(live), settings_(settings) {}

void TrainingController::setExperiment(const Experiment& experiment) {
    experiment_ = experiment;
    const QString data = QString::fromStdString(experiment.data.name);
    if (!isInFiles(experiment.data.name)) {
        Q_EMIT experimentChanged();
        return;
    }
    if (experiment.data.folder.empty())
        experiment_.data.folder = settings_.dataFolder(data).toStdString();
    else
        settings_.setDataFolder(data, QString::fromStdString(experiment.data.folder));
    Q_EMIT experimentChanged();
}

void TrainingController::setDevice(const QString& device) {
    experiment_.compute.device = device.toStdString();
    Q_EMIT experimentChanged();
}

void TrainingController::setDataFolder(const QString& folder) {
    Experiment changed = experiment_;
    changed.data.folder = folder.toStdString();
    setExperiment(changed);
}

void TrainingController::start() {
    const std::string& data = experiment_.data.name;
    if (isInFiles(data) && experiment_.data.folder.empty() && !wasAdded(data)) {
        Q_EMIT dataFolderNeeded(QString::fromStdString(data));
        return;
    }
    const QString file = chooseFile();
    if (file.isEmpty()) return;
    const Status started = session_.start({experiment_, file.toStdString(), false});
    if (!started) {
        Q_EMIT refused(
            tr("The training did not start. %1").arg(QString::fromStdString(started.error().text())));
        return;
    }
    live_.setFile(file);
    Q_EMIT recordingTo(file);
}

QString TrainingController::chooseFile() {
    const QString folder = settings_.runFolder();
    const QString shown = QDir::toNativeSeparators(folder);
    if (!QDir().mkpath(folder) || !QFileInfo(folder).isWritable()) {
        Q_EMIT runFolderRefused(
            tr("The folder %1 for run files cannot be written. Choose another folder.").arg(shown));
        return {};
    }
    const QString name = fileName(experiment_.title, QDateTime::currentDateTime());
    QString path = QDir(folder).filePath(name);
    for (int number = 2; QFileInfo::exists(path); ++number) {
        QString other = name;
        other.replace(QLatin1String(".infoplane.h5"), QStringLiteral("-%1.infoplane.h5").arg(number));
        path = QDir(folder).filePath(other);
    }
    return path;
}

QString TrainingController::fileName(const std::string& title, const QDateTime& time) {
    QString safe;
    for (const QChar letter : QString::fromStdString(title).left(60).toLower())
        safe += letter.isLetterOrNumber() || letter == QLatin1Char('-') || letter == QLatin1Char('_')
                    ? letter
                    : QLatin1Char('-');
    if (safe.isEmpty()) safe = QStringLiteral("run");
    return QStringLiteral("%1-%2.infoplane.h5").arg(safe, time.toString(QStringLiteral("yyyyMMdd-HHmmss")));
}

} // namespace infoplane::ui
