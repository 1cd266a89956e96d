// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/file_commands.h"

#include "ui/bridge/file_run.h"
#include "ui/bridge/run_recovery.h"
#include "ui/bridge/run_shelf.h"
#include "ui/bridge/stdin_run.h"
#include "ui/main_window/message_bar.h"
#include "ui/main_window/window_actions.h"
#include "ui/main_window/window_settings.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMainWindow>
#include <QMenu>
#include <QThread>

#include <memory>

namespace infoplane::ui {
namespace {

QString runFilter() {
    return FileCommands::tr("Runs (*.infoplane.h5);;HDF5 files (*.h5 *.hdf5);;All files (*)");
}

// Copies beside the target and renames, so that nothing half-written ever has its name. Returns what went
// wrong.
QString copyWhole(const QString& from, const QString& to) {
    const QString part = to + QStringLiteral(".part");
    QFile::remove(part);
    QFile source(from);
    if (!source.copy(part)) {
        const QString reason = source.errorString();
        QFile::remove(part);
        return reason;
    }
    if (QFile::exists(to) && !QFile::remove(to)) {
        QFile::remove(part);
        return FileCommands::tr("the file that is there cannot be replaced");
    }
    return QFile::rename(part, to) ? QString() : FileCommands::tr("it cannot be renamed from %1").arg(part);
}

} // namespace

FileCommands::FileCommands(QMainWindow& window, const WindowActions& actions, RunShelf& shelf,
                           MessageBar& messages, WindowSettings& settings, const QString& program)
    : QObject(&window),
      window_(window),
      actions_(actions),
      shelf_(shelf),
      messages_(messages),
      settings_(settings),
      program_(program) {
    connect(actions.open, &QAction::triggered, this, &FileCommands::chooseAndOpen);
    connect(actions.close_run, &QAction::triggered, &shelf, [&shelf] { shelf.close(shelf.shown()); });
    connect(actions.save_as, &QAction::triggered, this, &FileCommands::saveAs);
    connect(actions.run_folder, &QAction::triggered, this, &FileCommands::chooseRunFolder);
    connect(&settings, &WindowSettings::recentFilesChanged, this, &FileCommands::fillRecent);
    connect(&shelf, &RunShelf::failed, this, &FileCommands::onFailed);
    for (auto signal : {&RunShelf::listChanged, &RunShelf::runReplaced, &RunShelf::growingChanged})
        connect(&shelf, signal, this, &FileCommands::enable);
    fillRecent();
    enable();
}

void FileCommands::open(const QString& file) {
    const QString path = QFileInfo(file).absoluteFilePath();
    if (RunSource* there = shelf_.find(path)) {
        shelf_.show(*there);
        return;
    }
    auto source = std::make_unique<FileRun>(program_, path);
    connect(source.get(), &RunSource::runReplaced, this, [this, path] { settings_.addRecentFile(path); });
    shelf_.add(std::move(source));
}

void FileCommands::openStandardInput() {
    shelf_.add(std::make_unique<StdinRun>());
}

void FileCommands::chooseAndOpen() {
    const QStringList files =
        QFileDialog::getOpenFileNames(&window_, tr("Open a run"), settings_.runFolder(), runFilter());
    for (const QString& file : files)
        open(file);
}

void FileCommands::chooseRunFolder() {
    const QString folder =
        QFileDialog::getExistingDirectory(&window_, tr("Folder for run files"), settings_.runFolder());
    if (!folder.isEmpty()) settings_.setRunFolder(folder);
}

void FileCommands::saveAs() {
    const QString from = shelf_.shown().file();
    QString to = QFileDialog::getSaveFileName(&window_, tr("Save the run as"), from, runFilter());
    if (to.isEmpty() || from.isEmpty()) return;
    if (!to.endsWith(QLatin1String(".h5"))) to += QStringLiteral(".infoplane.h5");
    if (QFileInfo(to) != QFileInfo(from)) copyTo(from, to);
}

void FileCommands::copyTo(const QString& from, const QString& to) {
    auto reason = std::make_shared<QString>();
    QThread* worker = QThread::create([from, to, reason] { *reason = copyWhole(from, to); });
    worker->setParent(this);
    connect(worker, &QThread::finished, this, [this, worker, reason, to] {
        worker->deleteLater();
        const QString shown = QDir::toNativeSeparators(to);
        if (reason->isEmpty())
            messages_.tell(MessageKind::Note, tr("The run was saved as %1.").arg(shown));
        else
            messages_.tell(MessageKind::Error,
                           tr("The run was not saved as %1: %2. Choose another place.").arg(shown, *reason));
    });
    worker->start();
}

void FileCommands::fillRecent() {
    actions_.recent->clear();
    const QStringList files = settings_.recentFiles();
    for (const QString& file : files) {
        QString text = QFileInfo(file).fileName();
        text.replace(QLatin1Char('&'), QLatin1String("&&"));
        QAction* action = actions_.recent->addAction(text);
        action->setToolTip(file);
        connect(action, &QAction::triggered, this, [this, file] { open(file); });
    }
    actions_.recent->setToolTipsVisible(true);
    actions_.recent->setEnabled(!files.isEmpty());
    if (files.isEmpty()) return;
    actions_.recent->addSeparator();
    QAction* forget = actions_.recent->addAction(tr("&Forget these"));
    connect(forget, &QAction::triggered, &settings_, &WindowSettings::clearRecentFiles);
}

void FileCommands::enable() {
    const RunSource& shown = shelf_.shown();
    actions_.close_run->setEnabled(&shown != &shelf_.live());
    actions_.save_as->setEnabled(!shown.file().isEmpty() && shown.run() && !shown.growing());
}

void FileCommands::onFailed(RunSource* source, const QString& sentence, bool recoverable) {
    const QString file = source->file();
    const QString text = sentence.contains(file) ? sentence : tr("%1: %2").arg(source->name(), sentence);
    if (recoverable && !file.isEmpty()) {
        messages_.tell(MessageKind::Warning, text,
                       {{tr("Recover the file"), [this, file] { recover(file); }}});
        return;
    }
    messages_.tell(MessageKind::Error, text);
    if (source->run()) return;
    settings_.removeRecentFile(file);
    shelf_.close(*source); // nothing of it can be shown
}

void FileCommands::recover(const QString& file) {
    auto* recovery = new RunRecovery(program_, file, this);
    connect(recovery, &RunRecovery::finished, this,
            [this, recovery](bool recovered, const QString& sentence) {
                const QString path = recovery->file();
                recovery->deleteLater();
                messages_.tell(recovered ? MessageKind::Note : MessageKind::Error, sentence);
                if (!recovered) return;
                if (RunSource* old = shelf_.find(path)) shelf_.close(*old);
                open(path);
            });
}

} // namespace infoplane::ui
