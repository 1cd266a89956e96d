// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/run_recovery.h"

#include "ui/bridge/child_words.h"

namespace infoplane::ui {

RunRecovery::RunRecovery(const QString& program, const QString& file, QObject* parent)
    : QObject(parent), file_(file) {
    connect(&child_, &QProcess::finished, this, &RunRecovery::onFinished);
    connect(&child_, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            Q_EMIT finished(false, tr("The recovery did not start: %1.").arg(child_.errorString()));
    });
    child_.setStandardInputFile(QProcess::nullDevice());
    child_.start(program, {QStringLiteral("recover"), file_});
}

// A recovery under way is left to end: it replaces the file only when the new one is whole, and killing it
// would leave its unfinished copy behind.
RunRecovery::~RunRecovery() {
    child_.disconnect(this);
    if (child_.state() != QProcess::NotRunning) child_.waitForFinished(60000);
}

void RunRecovery::onFinished(int code, QProcess::ExitStatus status) {
    const QString said = lastSentence(child_.readAllStandardOutput());
    const QString complaint = lastSentence(child_.readAllStandardError());
    if (status == QProcess::CrashExit)
        Q_EMIT finished(false,
                        tr("The recovery crashed; the file is as it was. It is too damaged to be read."));
    else if (code != 0)
        Q_EMIT finished(false,
                        complaint.isEmpty() ? tr("The recovery failed; the file is as it was.") : complaint);
    else
        Q_EMIT finished(true, said.isEmpty() ? tr("The run was recovered.") : said);
}

} // namespace infoplane::ui
