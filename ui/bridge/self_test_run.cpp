// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/self_test_run.h"

#include "core/support/assert.h"
#include "ui/bridge/child_words.h"
#include "ui/models/self_test_line.h"

#include <QTimer>

namespace infoplane::ui {
namespace {

constexpr int kLinesAtOnce = 64; // so that the window answers between them
constexpr int kMostLines = 10000;

} // namespace

SelfTestRun::SelfTestRun(const QString& program, QObject* parent) : QObject(parent), program_(program) {
    connect(&child_, &QProcess::readyReadStandardOutput, this, &SelfTestRun::takeLines);
    connect(&child_, &QProcess::readyReadStandardError, this,
            [this] { keepTail(complaint_, child_.readAllStandardError()); });
    connect(&child_, &QProcess::finished, this, &SelfTestRun::onFinished);
    connect(&child_, &QProcess::errorOccurred, this, &SelfTestRun::onError);
    child_.setStandardInputFile(QProcess::nullDevice());
}

SelfTestRun::~SelfTestRun() {
    child_.disconnect(this);
    if (child_.state() == QProcess::NotRunning) return;
    child_.kill();
    child_.waitForFinished(2000);
}

void SelfTestRun::start(bool quick) {
    INFOPLANE_ASSERT(!running_ && child_.state() == QProcess::NotRunning);
    running_ = true;
    stopped_ = child_ended_ = crashed_ = any_off_ = false;
    lines_ = code_ = 0;
    complaint_.clear();
    fault_.clear();
    QStringList arguments{QStringLiteral("selftest"), QStringLiteral("--json-lines")};
    if (quick) arguments.insert(1, QStringLiteral("--quick"));
    child_.start(program_, arguments);
}

void SelfTestRun::stop() {
    if (!running_) return;
    stopped_ = true;
    child_.kill();
}

void SelfTestRun::takeLines() {
    const auto goes_on = [this] { return running_ && !stopped_ && fault_.isEmpty(); };
    const auto more = [this] {
        return child_.canReadLine() || (child_ended_ && child_.bytesAvailable() > 0);
    };
    for (int i = 0; goes_on() && i < kLinesAtOnce && (more() || tooLong()); ++i)
        takeLine();
    if (goes_on() && more())
        QTimer::singleShot(0, this, &SelfTestRun::takeLines);
    else if (child_ended_)
        end();
}

// A line that does not end: nothing that long is kept.
bool SelfTestRun::tooLong() const {
    return !child_.canReadLine() && child_.bytesAvailable() > kLongestSelfTestLine;
}

// What is no result ends the run: nothing after it could be believed.
void SelfTestRun::takeLine() {
    const QByteArray line = child_.readLine(kLongestSelfTestLine + 2).trimmed();
    if (line.isEmpty()) return;
    ++lines_;
    const Result<SelfTestLine> read = readSelfTestLine(line);
    if (!read || lines_ > kMostLines) {
        const QString why =
            read ? tr("there are more than %1").arg(kMostLines) : QString::fromStdString(read.error().text());
        fault_ = tr("Line %1 of the self-test is no result: %2. Install the program again.")
                     .arg(QString::number(lines_), why);
        child_.kill();
        return;
    }
    any_off_ = any_off_ || read->point.verdict >= SelfTestVerdict::Wrong;
    Q_EMIT arrived(read->point, int(read->done), int(read->all));
}

void SelfTestRun::onFinished(int code, QProcess::ExitStatus status) {
    child_ended_ = true;
    crashed_ = status == QProcess::CrashExit;
    code_ = code;
    keepTail(complaint_, child_.readAllStandardError());
    takeLines();
}

void SelfTestRun::onError(QProcess::ProcessError error) {
    if (error != QProcess::FailedToStart) return; // all others end in onFinished
    fault_ = tr("The self-test did not start (%1). Install the program again.").arg(child_.errorString());
    end();
}

void SelfTestRun::end() {
    if (!running_) return;
    running_ = false;
    // With code 1 it ends where a value is off, or where it could not go on.
    const bool ran_out = !crashed_ && lines_ > 0 && (code_ == 0 || (code_ == 1 && any_off_));
    const bool whole = !stopped_ && fault_.isEmpty() && ran_out;
    Q_EMIT ended(whole, whole || stopped_ ? QString() : reasonOfEnd());
}

QString SelfTestRun::reasonOfEnd() const {
    if (!fault_.isEmpty()) return fault_;
    if (crashed_) return tr("The self-test crashed, but not this window. What came before is shown.");
    const QString words = lastSentence(complaint_);
    if (!words.isEmpty()) return tr("The self-test ended early: %1").arg(words);
    return tr("The self-test ended before it was complete. What came before is shown; run it again.");
}

} // namespace infoplane::ui
