// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/window/fake_plot.h"
#include "tests/gui/window/fake_run.h"
#include "tests/gui/window/window_test.h"
#include "ui/main_window/message_bar.h"

#include <QAbstractButton>
#include <QAction>
#include <QFileInfo>
#include <QMessageBox>

namespace infoplane::testing {

using namespace std::chrono_literals;

// Everything that is delivered to any object.
class EventCounter : public QObject {
public:
    int events = 0;

protected:
    bool eventFilter(QObject*, QEvent*) override {
        ++events;
        return false;
    }
};

// The window while a session trains on its own thread.
class TrainingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void buttonsFollowTheSession();
    void everyRowReachesTheViews();
    void scrubbingLeavesLiveAndTrainingGoesOn();
    void secondRunReplacesTheFirst();
    void failureIsToldInWords();
    void refusedStartIsToldInWords();
    void runFileIsNamedAfterTitleAndTime();
    void folderThatCannotBeWrittenIsToldInWords();
    void closingWhileTrainingAsksAndCanGoOn();
    void closingWhileTrainingStopsAndCloses();
    void closingWhenIdleDoesNotAsk();
    void idleWindowIsSilent();
    void twentyStartStopCloseCycles();

private:
    [[nodiscard]] static QMessageBox* question(TestWindow& test);
};

QMessageBox* TrainingTest::question(TestWindow& test) {
    auto* box = test.window->findChild<QMessageBox*>();
    return box && box->isVisible() ? box : nullptr;
}

void TrainingTest::buttonsFollowTheSession() {
    TestWindow test({.between_rows = 5ms});
    QVERIFY(test.waitForState(SessionState::Idle));
    QVERIFY(!test.action("Pause").isEnabled() && !test.action("Go on").isEnabled() &&
            !test.action("Stop").isEnabled());
    QTest::mouseClick(&test.button("Start training"), Qt::LeftButton);
    QVERIFY(test.waitForState(SessionState::Training));
    QVERIFY(!test.action("Start").isEnabled() && test.action("Stop").isEnabled());
    test.action("Pause").trigger();
    QVERIFY(test.waitForState(SessionState::Paused));
    QVERIFY(!test.action("Pause").isEnabled());
    QCOMPARE(test.button("Go on").isVisible(), true);
    test.action("Go on").trigger();
    QVERIFY(test.waitForState(SessionState::Training));
    test.action("Stop").trigger();
    QVERIFY(test.waitForState(SessionState::Idle));
}

void TrainingTest::everyRowReachesTheViews() {
    TestWindow test({.between_rows = 0ms});
    test.action("Start").trigger();
    const std::uint64_t all = rowsOf(0) + rowsOf(1);
    for (const PlotKind kind : {PlotKind::Plane, PlotKind::Information, PlotKind::Accuracy}) { // visible ones
        const auto& plot = static_cast<const FakePlot&>(test.window->deck().plot(kind));
        QTRY_COMPARE(plot.rows, all);
    }
    QTRY_COMPARE(test.window->player().index().rows(), std::size_t(all));
    QVERIFY(test.waitForState(SessionState::Idle));
    // The hidden one catches up when it is shown.
    auto& loss = static_cast<FakePlot&>(test.window->deck().plot(PlotKind::Loss));
    loss.parentWidget()->parentWidget()->raise();
    loss.show();
    QTRY_COMPARE(loss.rows, all);
}

void TrainingTest::scrubbingLeavesLiveAndTrainingGoesOn() {
    TestWindow test({.between_rows = 3ms});
    QVERIFY(test.startAndWaitForRows());
    QVERIFY(test.window->state().live());
    QTest::keyClick(test.window.get(), Qt::Key_Left);
    QVERIFY(!test.window->state().live());
    const double pass = test.window->state().pass();
    const std::size_t rows = test.window->player().index().rows();
    QTRY_VERIFY(test.window->player().index().rows() > rows + 10);
    QCOMPARE(test.window->state().pass(), pass);
    QCOMPARE(test.session->state(), SessionState::Training);
    QTest::keyClick(test.window.get(), Qt::Key_End);
    QVERIFY(test.window->state().live());
    QCOMPARE(test.window->state().pass(), test.window->player().index().last());
    test.action("Stop").trigger();
    QVERIFY(test.waitForState(SessionState::Idle));
}

void TrainingTest::secondRunReplacesTheFirst() {
    TestWindow test({.between_rows = 1ms});
    QVERIFY(test.startAndWaitForRows());
    test.action("Stop").trigger();
    QVERIFY(test.waitForState(SessionState::Idle));
    const auto& plane = static_cast<const FakePlot&>(test.window->deck().plot(PlotKind::Plane));
    const std::shared_ptr<const RunStore> first = plane.run;
    QVERIFY(first != nullptr);
    test.action("Start").trigger();
    QTRY_VERIFY(plane.run != first && plane.run != nullptr);
    QCOMPARE(plane.run, test.session->store());
    test.action("Stop").trigger();
    QVERIFY(test.waitForState(SessionState::Idle));
}

void TrainingTest::failureIsToldInWords() {
    TestWindow test({.between_rows = 1ms, .fails_at_row = 7});
    test.action("Start").trigger();
    QTRY_VERIFY(test.window->messages().texts().join(' ').contains("the loss is no number any more"));
    QVERIFY(test.waitForState(SessionState::Idle));
    QVERIFY(!QApplication::activeModalWidget());
    QCOMPARE(test.window->player().index().rows(), std::size_t(7)); // what came before is shown
}

void TrainingTest::refusedStartIsToldInWords() {
    TestWindow test({.refuses = "the batch is larger than the data; choose a smaller one"});
    test.action("Start").trigger();
    QVERIFY(test.window->messages().texts().join(' ').contains("choose a smaller one"));
    QVERIFY(test.waitForState(SessionState::Idle));
    QVERIFY(!QApplication::activeModalWidget());
}

void TrainingTest::runFileIsNamedAfterTitleAndTime() {
    const QDateTime time(QDate(2025, 1, 31), QTime(14, 5, 9));
    QCOMPARE(ui::TrainingController::fileName("Digits", time), "digits-20250131-140509.infoplane.h5");
    QCOMPARE(ui::TrainingController::fileName("a/b: \xc3\xa9", time),
             "a-b--\u00e9-20250131-140509.infoplane.h5");
    QCOMPARE(ui::TrainingController::fileName("..", time), "---20250131-140509.infoplane.h5");
    TestWindow test({.between_rows = 1ms});
    QVERIFY(test.startAndWaitForRows());
    const QString output = QString::fromStdString(test.session->lastRequest().output.string());
    QCOMPARE(QFileInfo(output).absolutePath(), QSettings().value("run_folder").toString());
    QVERIFY(QFileInfo(output).fileName().startsWith("digits-20"));
    QVERIFY(!test.session->lastRequest().overwrite);
    test.action("Stop").trigger();
    QVERIFY(test.waitForState(SessionState::Idle));
}

void TrainingTest::folderThatCannotBeWrittenIsToldInWords() {
    const QVariant before = QSettings().value("run_folder");
    QSettings().setValue("run_folder", "/proc/nowhere");
    TestWindow test;
    test.action("Start").trigger();
    QSettings().setValue("run_folder", before);
    QVERIFY(test.window->messages().texts().join(' ').contains("/proc/nowhere"));
    QCOMPARE(test.session->state(), SessionState::Idle);
}

void TrainingTest::closingWhileTrainingAsksAndCanGoOn() {
    TestWindow test({.between_rows = 3ms});
    QVERIFY(test.startAndWaitForRows());
    test.window->close();
    QVERIFY(test.window->isVisible());
    QTRY_VERIFY(question(test));
    test.window->close(); // asking again does not ask twice
    QCOMPARE(test.window->findChildren<QMessageBox*>().size(), 1);
    QTest::keyClick(question(test), Qt::Key_Escape);
    QTRY_VERIFY(!question(test));
    QVERIFY(test.window->isVisible());
    QCOMPARE(test.session->state(), SessionState::Training);
    test.action("Stop").trigger();
    QVERIFY(test.waitForState(SessionState::Idle));
}

void TrainingTest::closingWhileTrainingStopsAndCloses() {
    TestWindow test({.between_rows = 3ms, .completing = 150ms});
    QVERIFY(test.startAndWaitForRows());
    test.window->close();
    QTRY_VERIFY(question(test));
    for (QAbstractButton* button : question(test)->buttons())
        if (button->text().contains("Stop")) button->click();
    QVERIFY(test.window->isVisible()); // until the file is complete
    QTRY_VERIFY(!test.window->isVisible());
    QCOMPARE(test.session->state(), SessionState::Idle);
    QCOMPARE(test.session->store()->status().state, RunState::Stopped);
}

void TrainingTest::closingWhenIdleDoesNotAsk() {
    TestWindow test;
    test.window->close();
    QVERIFY(!test.window->isVisible());
}

// Nothing in the window may happen while nothing runs: an idle window costs no time.
void TrainingTest::idleWindowIsSilent() {
    TestWindow test({.between_rows = 0ms});
    test.action("Start").trigger();
    QTRY_COMPARE(test.window->player().index().rows(), std::size_t(rowsOf(0) + rowsOf(1)));
    QVERIFY(test.waitForState(SessionState::Idle));
    QTest::qWait(500); // what was begun may end
    EventCounter counter;
    qApp->installEventFilter(&counter);
    QEventLoop loop;
    QTimer::singleShot(1500, &loop, &QEventLoop::quit);
    loop.exec();
    QVERIFY2(counter.events <= 3, qPrintable(QString::number(counter.events))); // the wait itself is three
}

void TrainingTest::twentyStartStopCloseCycles() {
    for (int cycle = 0; cycle < 20; ++cycle) {
        TestWindow test({.between_rows = 1ms});
        test.action("Start").trigger();
        if (cycle % 3 > 0) QVERIFY(test.startAndWaitForRows());
        if (cycle % 3 == 1) test.action("Stop").trigger();
        if (cycle % 3 == 2) test.action("Pause").trigger();
        test.window->close(); // with a question open, or stopping, or at the very start: destroyed as it is
    }
}

} // namespace infoplane::testing

int main(int argc, char** argv) {
    return infoplane::testing::runTest<infoplane::testing::TrainingTest>(argc, argv);
}

#include "training_test.moc"
