// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/stream_run.h"

#include <QProcess>

namespace infoplane::ui {

// A run file, read by a child process `PROGRAM stream FILE --follow`, because a damaged file can crash the
// library that reads it. A file that another program is writing is followed until that program ends.
class FileRun : public StreamRun {
    Q_OBJECT

public:
    FileRun(const QString& program, const QString& file, QObject* parent = nullptr);
    ~FileRun() override;

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString file() const override { return file_; }

private:
    void takePiece();
    void onFinished(int code, QProcess::ExitStatus status);
    void onStartFailed(QProcess::ProcessError error);
    [[nodiscard]] QString reasonOfEnd() const;

    QString file_;
    QProcess child_;
    bool child_ended_ = false;
    bool crashed_ = false;
    QByteArray complaint_; // what the child said on standard error
};

} // namespace infoplane::ui
