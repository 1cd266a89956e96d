// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QProcess>

namespace infoplane::ui {

// Runs `PROGRAM recover FILE` in a child process.
class RunRecovery : public QObject {
    Q_OBJECT

public:
    RunRecovery(const QString& program, const QString& file, QObject* parent = nullptr);
    ~RunRecovery() override;

    [[nodiscard]] const QString& file() const { return file_; }

Q_SIGNALS:
    // `sentence` says what was recovered, or why nothing was.
    void finished(bool recovered, const QString& sentence);

private:
    void onFinished(int code, QProcess::ExitStatus status);

    QString file_;
    QProcess child_;
};

} // namespace infoplane::ui
