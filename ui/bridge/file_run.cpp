// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/file_run.h"

#include "ui/bridge/child_words.h"

#include <QDir>
#include <QFileInfo>
#include <QTimer>

namespace infoplane::ui {

FileRun::FileRun(const QString& program, const QString& file, QObject* parent)
    : StreamRun(parent), file_(QFileInfo(file).absoluteFilePath()) {
    connect(&child_, &QProcess::readyReadStandardOutput, this, &FileRun::takePiece);
    connect(&child_, &QProcess::readyReadStandardError, this,
            [this] { keepTail(complaint_, child_.readAllStandardError()); });
    connect(&child_, &QProcess::finished, this, &FileRun::onFinished);
    connect(&child_, &QProcess::errorOccurred, this, &FileRun::onStartFailed);
    child_.setStandardInputFile(QProcess::nullDevice());
    child_.start(program, {QStringLiteral("stream"), file_, QStringLiteral("--follow")});
}

FileRun::~FileRun() {
    child_.disconnect(this);
    if (child_.state() == QProcess::NotRunning) return;
    child_.kill();
    child_.waitForFinished(2000);
}

QString FileRun::name() const {
    QString name = QFileInfo(file_).fileName();
    if (name.endsWith(QLatin1String(".infoplane.h5"))) name.chop(13);
    return name;
}

void FileRun::takePiece() {
    const bool sound = take(child_.read(kPiece));
    if (!sound) {
        child_.kill();
        return;
    }
    if (child_.bytesAvailable() > 0)
        QTimer::singleShot(0, this, &FileRun::takePiece);
    else if (child_ended_)
        finish(reasonOfEnd());
}

void FileRun::onFinished(int, QProcess::ExitStatus status) {
    child_ended_ = true;
    crashed_ = status == QProcess::CrashExit;
    keepTail(complaint_, child_.readAllStandardError());
    takePiece();
}

void FileRun::onStartFailed(QProcess::ProcessError error) {
    if (error != QProcess::FailedToStart) return; // all others end in onFinished
    fail(tr("The file cannot be read because the program's reader did not start (%1). Install the program "
            "again.")
             .arg(child_.errorString()),
         false);
}

QString FileRun::reasonOfEnd() const {
    const QString words = lastSentence(complaint_);
    if (!words.isEmpty() && !crashed_) return words;
    const QString shown = QDir::toNativeSeparators(file_);
    if (crashed_)
        return tr("%1 is damaged: reading it crashed the reader, but not this window. Rows read before are "
                  "shown; try another copy of the file.")
            .arg(shown);
    return tr("Reading %1 ended before its end was reached. Rows read before are shown; open it again.")
        .arg(shown);
}

} // namespace infoplane::ui
