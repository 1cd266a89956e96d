// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/window/self_test_fixture.h"
#include "ui/plots/self_test_canvas.h"
#include "ui/plots/self_test_drawing.h"
#include "ui/plots/self_test_plot.h"

#include <QJsonArray>
#include <QProgressBar>
#include <QPushButton>

#include <csignal>

namespace infoplane::testing {

using namespace ui;

// The page and the program it runs: what comes line by line, and everything that can end it.
class SelfTestRunTest : public QObject, private SelfTestFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { newFolder(); }
    void menuOpensOnePage();
    void programIsCalledAsTheCommandIs();
    void resultsFillTableAndPlot();
    void summaryCountsEveryVerdict();
    void wrongValuesAreNoFailure();
    void quickRunAfterAFullOne();
    void runsGoOnInBursts();
    void badLinesAreToldInWords_data();
    void badLinesAreToldInWords();
    void lineWithoutEndIsToldInWords();
    void runCanBeginAgainAfterABadLine();
    void deathOfTheChildIsToldInWords_data();
    void deathOfTheChildIsToldInWords();
    void noProgramIsToldInWords();
    void stopKeepsWhatIsThere();
    void escapeStopsThenCloses();
    void childIsGoneWithThePage();
};

void SelfTestRunTest::menuOpensOnePage() {
    TestWindow test({}, writeProgram(path("program"), writing(selfTestLines(), 1)));
    const auto pages = [&] { return test.window->findChildren<SelfTestPage*>(); };
    test.action("Estimator self-test…").trigger();
    QCOMPARE(pages().size(), 1);
    QVERIFY(!pages()[0]->isModal());
    QVERIFY(pages()[0]->isVisible());
    named<QPushButton>(*pages()[0], "Quick run").click();
    QTRY_VERIFY(!pages()[0]->running());
    QVERIFY(!pages()[0]->results().points().empty());
    test.action("Estimator self-test…").trigger();
    QCOMPARE(pages().size(), 1);
    pages()[0]->close();
    QTRY_COMPARE(pages().size(), 0);
}

void SelfTestRunTest::programIsCalledAsTheCommandIs() {
    const QString body = "echo \"$@\" >> " + path("called") + "\n" + writing(selfTestLines());
    auto page = pageOn(body);
    QTRY_VERIFY(!page->running());
    page->run(true);
    QTRY_VERIFY(!page->running());
    QCOMPARE(contentOf(path("called")), QByteArray("selftest --json-lines\nselftest --quick --json-lines\n"));
}

void SelfTestRunTest::resultsFillTableAndPlot() {
    const auto page = pageOn(writing(selfTestLines()));
    QVERIFY(!named<QPushButton>(*page, "Run").isEnabled());
    QVERIFY(named<QPushButton>(*page, "Stop").isEnabled());
    QTRY_VERIFY(!page->running());
    QCOMPARE(page->results().rowCount(), int(selfTestLines().size()));
    QCOMPARE(failureOf(*page), QString());
    QTRY_COMPARE(page->plot().canvas().drawings().size(), std::size_t(6));
    std::size_t drawn = 0;
    for (const SelfTestDrawing* drawing : page->plot().canvas().drawings())
        for (const SelfTestCurve& curve : drawing->panel().curves)
            drawn += curve.points.size();
    QCOMPARE(drawn, std::size_t(selfTestLines().size() - 1)); // the one that failed has no value
    const auto& progress = named<QProgressBar>(*page, "Progress");
    QCOMPARE(progress.value(), progress.maximum());
    QVERIFY(named<QPushButton>(*page, "Run").isEnabled());
    QVERIFY(named<QPushButton>(*page, "Export…").isEnabled());
}

void SelfTestRunTest::summaryCountsEveryVerdict() {
    QList<QByteArray> lines;
    for (const char* verdict : {"right", "right", "bound", "capped", "warned", "wrong", "failed"}) {
        QJsonObject result = selfTestResult(int(lines.size()) + 1, 7);
        result["verdict"] = verdict;
        lines << lineOf(result);
    }
    const auto page = pageOn(writing(lines, 1));
    QTRY_VERIFY(!page->running());
    QCOMPARE(named<QLabel>(*page, "Summary").text(),
             QString("7 values: 2 right, 1 bound, 1 capped, 1 off with a warning, 1 wrong, 1 failed. "
                     "Sort by verdict to see what is wrong."));
    page->run(false);
    QTRY_VERIFY(!page->running());
    QCOMPARE(page->results().rowCount(), 7); // not added to what was there
}

void SelfTestRunTest::wrongValuesAreNoFailure() {
    const auto good = pageOn(writing({lineOf(selfTestResult(1, 1))}));
    QTRY_VERIFY(!good->running());
    QCOMPARE(named<QLabel>(*good, "Summary").text(), QString("1 value: 1 right, 0 wrong. Nothing is wrong."));
    // Code 1 without a value that is off: it could not go on.
    const auto bad = pageOn(writing({lineOf(selfTestResult(1, 2))}, 1));
    QTRY_VERIFY(!bad->running());
    QVERIFY(failureOf(*bad).contains("before it was complete"));
    // The last pair may have had nothing to compare.
    const auto fewer = pageOn(writing({lineOf(selfTestResult(1, 2))}, 0));
    QTRY_VERIFY(!fewer->running());
    QCOMPARE(failureOf(*fewer), QString());
}

void SelfTestRunTest::quickRunAfterAFullOne() {
    const auto page = pageOn("case $2 in --quick) " + writing({lineOf(selfTestResult(1, 1))}) + "\n;; *) " +
                             writing(selfTestLines()) + "\n;; esac");
    QTRY_VERIFY(!page->running());
    QTest::mouseClick(&named<QPushButton>(*page, "Quick run"), Qt::LeftButton);
    QTRY_VERIFY(!page->running());
    QCOMPARE(page->results().rowCount(), 1);
    QTRY_COMPARE(page->plot().canvas().drawings().size(), std::size_t(1));
}

void SelfTestRunTest::runsGoOnInBursts() {
    const QByteArray line = lineOf(selfTestResult(1, 2));
    const auto page = pageOn("printf '%s' '" + QString::fromUtf8(line.left(40)) + "'; sleep 0.1; echo '" +
                             QString::fromUtf8(line.mid(40)) + "'; while [ ! -e " + path("go") +
                             " ]; do sleep 0.02; done\n" + writing({lineOf(selfTestResult(2, 2))}));
    QTRY_COMPARE(page->results().rowCount(), 1);
    QTRY_COMPARE(page->plot().canvas().drawings().size(), std::size_t(1));
    QVERIFY(page->running());
    QCOMPARE(named<QProgressBar>(*page, "Progress").value(), 1);
    QVERIFY(writeProgram(path("go"), "").endsWith("go"));
    QTRY_VERIFY(!page->running());
    QCOMPARE(page->results().rowCount(), 2);
}

void SelfTestRunTest::badLinesAreToldInWords_data() {
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("words");
    const auto with = [](const char* key, const QJsonValue& value) {
        QJsonObject result = selfTestResult(1, 2);
        result[QLatin1String(key)] = value;
        return lineOf(result);
    };
    const auto without = [](const QString& key) {
        QJsonObject result = selfTestResult(1, 2);
        result.remove(key);
        return lineOf(result);
    };
    QTest::newRow("not JSON") << QByteArray("estimator problem truth") << QString("no JSON object");
    QTest::newRow("a list") << QByteArray("[1, 2]") << QString("no JSON object");
    QTest::newRow("bytes") << QByteArray("\xff\xfe\x01{}") << QString("no JSON object");
    QTest::newRow("cut") << lineOf(selfTestResult(1, 2)).chopped(9) << QString("no JSON object");
    for (const QString& key : selfTestResult(1, 2).keys())
        QTest::newRow(qPrintable("without " + key)) << without(key) << "\"" + key + "\"";
    QTest::newRow("number for a name") << with("estimator", 3) << QString("\"estimator\"");
    QTest::newRow("empty name") << with("problem", "") << QString("\"problem\"");
    QTest::newRow("name without end") << with("problem", QString(300, 'x')) << QString("\"problem\"");
    QTest::newRow("text for a number") << with("truth_nats", "1") << QString("\"truth_nats\"");
    QTest::newRow("no truth") << with("truth_nats", QJsonValue::Null) << QString("\"truth_nats\"");
    QTest::newRow("huge") << with("value_nats", 1e300) << QString("\"value_nats\"");
    QTest::newRow("negative error") << with("standard_error", -1.0) << QString("\"standard_error\"");
    QTest::newRow("beyond numbers") << lineOf(selfTestResult(1, 2)).replace("1.01", "1e999") << QString("");
    QTest::newRow("half a point") << with("n", 1.5) << QString("\"n\"");
    QTest::newRow("too many pairs") << with("all", 1e12) << QString("\"all\"");
    QTest::newRow("more than all") << with("done", 3) << QString("\"done\"");
    QTest::newRow("strange verdict") << with("verdict", "excellent") << QString("\"verdict\"");
    QTest::newRow("strange direction") << with("direction", "up") << QString("\"direction\"");
    QTest::newRow("warnings of numbers") << with("warnings", QJsonArray{1}) << QString("\"warnings\"");
    QTest::newRow("a long line") << with("failure", QString(70000, 'x')) << QString("64 KiB");
}

void SelfTestRunTest::badLinesAreToldInWords() {
    QFETCH(QByteArray, line);
    QFETCH(QString, words);
    QFile lines(path("lines"));
    QVERIFY(lines.open(QIODevice::WriteOnly));
    lines.write(lineOf(selfTestResult(1, 2)) + '\n' + line + '\n' + lineOf(selfTestResult(2, 2)) + '\n');
    lines.close();
    const auto page = pageOn("cat " + path("lines"));
    QTRY_VERIFY(!page->running());
    QVERIFY2(failureOf(*page).contains(words), qPrintable(failureOf(*page)));
    QVERIFY(failureOf(*page).startsWith("Line 2 of the self-test is no result"));
    QCOMPARE(page->results().rowCount(), 1); // what came before it stays
}

void SelfTestRunTest::lineWithoutEndIsToldInWords() {
    const auto page = pageOn("while :; do printf 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'; done");
    QTRY_VERIFY(!page->running());
    QVERIFY(failureOf(*page).contains("64 KiB"));
}

void SelfTestRunTest::runCanBeginAgainAfterABadLine() {
    const auto page = pageOn("if [ -e " + path("again") + " ]; then\n" + writing(selfTestLines()) +
                             "\nfi; touch " + path("again") + "; echo nonsense; exec sleep 60");
    QTRY_VERIFY(!page->running());
    QVERIFY(!failureOf(*page).isEmpty());
    page->run(false);
    QTRY_VERIFY(!page->running());
    QCOMPARE(failureOf(*page), QString());
    QCOMPARE(page->results().rowCount(), int(selfTestLines().size()));
}

void SelfTestRunTest::deathOfTheChildIsToldInWords_data() {
    QTest::addColumn<QString>("end");
    QTest::addColumn<QString>("words");
    QTest::newRow("crash") << "kill -SEGV $$"
                           << "crashed, but not this window";
    QTest::newRow("killed") << "kill -KILL $$"
                            << "crashed, but not this window";
    QTest::newRow("words") << "echo 'infoplane: there is no memory for it' >&2; exit 1"
                           << "ended early: there is no memory for it";
    QTest::newRow("code") << "exit 3"
                          << "ended before it was complete";
}

void SelfTestRunTest::deathOfTheChildIsToldInWords() {
    QFETCH(QString, end);
    QFETCH(QString, words);
    const auto page = pageOn("echo '" + QString::fromUtf8(lineOf(selfTestResult(1, 9))) + "'; " + end);
    QTRY_VERIFY(!page->running());
    QVERIFY2(failureOf(*page).contains(words), qPrintable(failureOf(*page)));
    QCOMPARE(page->results().rowCount(), 1);
    QVERIFY(named<QPushButton>(*page, "Run").isEnabled());
    const auto silent = pageOn(end);
    QTRY_VERIFY(!silent->running());
    QVERIFY(failureOf(*silent).contains(words));
}

void SelfTestRunTest::noProgramIsToldInWords() {
    SelfTestPage page(path("nowhere"), InformationUnit::Nats, nullptr);
    page.setAttribute(Qt::WA_DeleteOnClose, false);
    page.show();
    page.run(false);
    QTRY_VERIFY(failureOf(page).contains("did not start"));
    QVERIFY(!page.running());
    QVERIFY(named<QPushButton>(page, "Run").isEnabled());
}

void SelfTestRunTest::stopKeepsWhatIsThere() {
    const auto page = pageOn("echo '" + QString::fromUtf8(lineOf(selfTestResult(1, 9))) + "'; exec sleep 60");
    QTRY_COMPARE(page->results().rowCount(), 1);
    QTest::mouseClick(&named<QPushButton>(*page, "Stop"), Qt::LeftButton);
    QTRY_VERIFY(!page->running());
    QCOMPARE(failureOf(*page), QString());
    QCOMPARE(page->results().rowCount(), 1);
    QVERIFY(named<QLabel>(*page, "Summary").text().endsWith("The self-test was stopped."));
    QVERIFY(!named<QPushButton>(*page, "Stop").isEnabled());
    page->run(false); // and once more
    QTRY_COMPARE(page->results().rowCount(), 1);
    page->stop();
    QTRY_VERIFY(!page->running());
}

void SelfTestRunTest::escapeStopsThenCloses() {
    const auto page = pageOn("exec sleep 60");
    QTest::keyClick(page.get(), Qt::Key_Escape);
    QTRY_VERIFY(!page->running());
    QVERIFY(page->isVisible());
    QTest::keyClick(page.get(), Qt::Key_Escape);
    QVERIFY(!page->isVisible());
}

void SelfTestRunTest::childIsGoneWithThePage() {
    TestWindow test({}, writeProgram(path("program"), "echo $$ > " + path("pid") + "; exec sleep 60"));
    test.action("Estimator self-test…").trigger();
    auto* page = test.window->findChild<SelfTestPage*>();
    QVERIFY(page);
    page->run(true);
    qint64 child = 0;
    QTRY_VERIFY((child = contentOf(path("pid")).trimmed().toLongLong()) > 0);
    page->close();
    QTRY_VERIFY(!test.window->findChild<SelfTestPage*>());
    QVERIFY(::kill(pid_t(child), 0) != 0);
}

} // namespace infoplane::testing

int main(int argc, char** argv) {
    return infoplane::testing::runTest<infoplane::testing::SelfTestRunTest>(argc, argv);
}

#include "self_test_run_test.moc"
