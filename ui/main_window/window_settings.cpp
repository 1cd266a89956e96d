// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/window_settings.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

namespace infoplane::ui {
namespace {

constexpr int kRecentFiles = 10;
constexpr int kLayoutVersion = 1; // a layout saved by another version of the window is not restored

QString recentKey() {
    return QStringLiteral("recent_files");
}
QString layoutKey() {
    return QStringLiteral("window/layout_%1").arg(kLayoutVersion);
}

} // namespace

QStringList WindowSettings::recentFiles() const {
    return QSettings().value(recentKey()).toStringList();
}

void WindowSettings::addRecentFile(const QString& file) {
    QStringList files = recentFiles();
    const QString path = QFileInfo(file).absoluteFilePath();
    files.removeAll(path);
    files.prepend(path);
    setRecentFiles(files.mid(0, kRecentFiles));
}

void WindowSettings::removeRecentFile(const QString& file) {
    QStringList files = recentFiles();
    files.removeAll(QFileInfo(file).absoluteFilePath());
    setRecentFiles(files);
}

void WindowSettings::clearRecentFiles() {
    setRecentFiles({});
}

void WindowSettings::setRecentFiles(const QStringList& files) {
    QSettings().setValue(recentKey(), files);
    Q_EMIT recentFilesChanged();
}

QString WindowSettings::runFolder() const {
    const QString chosen = QSettings().value(QStringLiteral("run_folder")).toString();
    if (!chosen.isEmpty()) return chosen;
    QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    if (documents.isEmpty()) documents = QDir::homePath();
    return QDir(documents).filePath(QStringLiteral("Infoplane"));
}

void WindowSettings::setRunFolder(const QString& folder) {
    QSettings().setValue(QStringLiteral("run_folder"), folder);
}

QString WindowSettings::dataFolder(const QString& data) const {
    return QSettings().value(QStringLiteral("data_folder/") + data).toString();
}

void WindowSettings::setDataFolder(const QString& data, const QString& folder) {
    QSettings().setValue(QStringLiteral("data_folder/") + data, folder);
}

Theme WindowSettings::theme() const {
    return themeFromName(QSettings().value(QStringLiteral("theme")).toString());
}

void WindowSettings::setTheme(Theme theme) {
    QSettings().setValue(QStringLiteral("theme"), nameOf(theme));
}

QByteArray WindowSettings::geometry() const {
    return QSettings().value(QStringLiteral("window/geometry")).toByteArray();
}

QByteArray WindowSettings::layout() const {
    return QSettings().value(layoutKey()).toByteArray();
}

void WindowSettings::saveWindow(const QByteArray& geometry, const QByteArray& layout) {
    QSettings().setValue(QStringLiteral("window/geometry"), geometry);
    QSettings().setValue(layoutKey(), layout);
}

} // namespace infoplane::ui
