// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

class QMainWindow;
class QMenu;

namespace infoplane::ui {

class MessageBar;
class RunShelf;
class RunSource;
class WindowActions;
class WindowSettings;

// What the File menu does with runs: open, recent, save as, the folder for runs, and recovery of a file whose
// writer died.
class FileCommands : public QObject {
    Q_OBJECT

public:
    FileCommands(QMainWindow& window, const WindowActions& actions, RunShelf& shelf, MessageBar& messages,
                 WindowSettings& settings, const QString& program);

    // Opens a run file and shows it; one that is open is only shown.
    void open(const QString& file);
    // Shows the stream on standard input.
    void openStandardInput();
    void chooseAndOpen();
    void chooseRunFolder();

private:
    void saveAs();
    void copyTo(const QString& from, const QString& to);
    void fillRecent();
    void enable();
    void onFailed(RunSource* source, const QString& sentence, bool recoverable);
    void recover(const QString& file);

    QMainWindow& window_;
    const WindowActions& actions_;
    RunShelf& shelf_;
    MessageBar& messages_;
    WindowSettings& settings_;
    QString program_;
};

} // namespace infoplane::ui
