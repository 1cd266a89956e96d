// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/main_window/theme.h"

#include <QByteArray>
#include <QObject>
#include <QStringList>

namespace infoplane::ui {

// What the program remembers from one start to the next (QSettings, under the application's name).
class WindowSettings : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] QStringList recentFiles() const; // newest first, at most 10
    void addRecentFile(const QString& file);
    void removeRecentFile(const QString& file);
    void clearRecentFiles();

    // Where run files go: Documents/Infoplane unless changed.
    [[nodiscard]] QString runFolder() const;
    void setRunFolder(const QString& folder);

    // Where a data set that is not built in was found last.
    [[nodiscard]] QString dataFolder(const QString& data) const;
    void setDataFolder(const QString& data, const QString& folder);

    [[nodiscard]] Theme theme() const;
    void setTheme(Theme theme);

    [[nodiscard]] QByteArray geometry() const;
    [[nodiscard]] QByteArray layout() const; // of docks and tool bars
    void saveWindow(const QByteArray& geometry, const QByteArray& layout);

Q_SIGNALS:
    void recentFilesChanged();

private:
    void setRecentFiles(const QStringList& files);
};

} // namespace infoplane::ui
