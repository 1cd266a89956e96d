// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/self_test_point.h"

#include <QObject>
#include <QProcess>

namespace infoplane::ui {

// Runs `PROGRAM selftest [--quick] --json-lines` in a child process and hands on its results as they come.
// The child is killed with this.
class SelfTestRun : public QObject {
    Q_OBJECT

public:
    explicit SelfTestRun(const QString& program, QObject* parent = nullptr);
    ~SelfTestRun() override;

    // Requires that none is running.
    void start(bool quick);
    // Kills the child; `ended` follows.
    void stop();
    [[nodiscard]] bool running() const { return running_; }

Q_SIGNALS:
    // A result, and how many pairs of estimator and problem are done of how many.
    void arrived(const SelfTestPoint& point, int done, int all);
    // Whole: the self-test came to its end. Otherwise `sentence` says what happened; empty: it was stopped.
    void ended(bool whole, const QString& sentence);

private:
    void takeLines();
    void takeLine();
    [[nodiscard]] bool tooLong() const;
    void onFinished(int code, QProcess::ExitStatus status);
    void onError(QProcess::ProcessError error);
    void end();
    [[nodiscard]] QString reasonOfEnd() const;

    QString program_;
    QProcess child_;
    QByteArray complaint_; // what the child said on standard error
    QString fault_;        // why it cannot go on
    bool running_ = false;
    bool stopped_ = false;
    bool child_ended_ = false;
    bool crashed_ = false;
    bool any_off_ = false; // a value is wrong or failed
    int lines_ = 0;
    int code_ = 0;
};

} // namespace infoplane::ui
