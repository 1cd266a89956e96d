// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/window/fake_self_test.h"
#include "tests/gui/window/window_test.h"
#include "ui/models/self_test_line.h"
#include "ui/pages/self_test_page.h"
#include "ui/pages/self_test_table.h"
#include "ui/plots/plot_legend.h"
#include "ui/plots/self_test_canvas.h"
#include "ui/plots/self_test_drawing.h"
#include "ui/plots/self_test_plot.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QJsonArray>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <csignal>
#include <limits>
#include <set>

namespace infoplane::testing {

using namespace ui;

// The self-test in the window. The program is a script here, called as the real one is: PROGRAM selftest
// [--quick] --json-lines.
class SelfTestTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { folder_ = std::make_unique<QTemporaryDir>(); }
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
    void modelIsAGoodModel();
    void tableSortsNumbersAsNumbers();
    void unitChangesTableAndPlot();
    void chosenRowStandsOut();
    void curvesRiseAndPanelsHoldOneQuantity();
    void rangesFollowTheTruth();
    void pointerReadsAValue();
    void exportsPictureAndTable();
    void exportWithoutAWindow();
    void exportRefusesWhatCannotBe();
    void everythingHasAName();

private:
    // A page on a script of that body, shown and run.
    [[nodiscard]] std::unique_ptr<SelfTestPage> pageOn(const QString& body, bool quick = false);
    template <class Widget>
    [[nodiscard]] static Widget& named(const QWidget& page, const QString& name);
    [[nodiscard]] static QString failureOf(const QWidget& page);
    [[nodiscard]] static std::vector<SelfTestPoint> somePoints();
    [[nodiscard]] QString path(const QString& name) const { return folder_->filePath(name); }
    [[nodiscard]] static QByteArray contentOf(const QString& path);

    std::unique_ptr<QTemporaryDir> folder_;
};

std::unique_ptr<SelfTestPage> SelfTestTest::pageOn(const QString& body, bool quick) {
    auto page =
        std::make_unique<SelfTestPage>(writeProgram(path("program"), body), InformationUnit::Nats, nullptr);
    page->setAttribute(Qt::WA_DeleteOnClose, false);
    page->show();
    page->run(quick);
    return page;
}

template <class Widget>
Widget& SelfTestTest::named(const QWidget& page, const QString& name) {
    for (Widget* widget : page.findChildren<Widget*>())
        if (widget->accessibleName() == name) return *widget;
    qFatal("no widget %s", qPrintable(name));
}

QString SelfTestTest::failureOf(const QWidget& page) {
    const QLabel& label = named<QLabel>(page, "What went wrong");
    return label.isVisible() ? label.text() : QString();
}

std::vector<SelfTestPoint> SelfTestTest::somePoints() {
    std::vector<SelfTestPoint> points;
    for (const QByteArray& line : selfTestLines())
        points.push_back(readSelfTestLine(line)->point);
    return points;
}

QByteArray SelfTestTest::contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void SelfTestTest::menuOpensOnePage() {
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

void SelfTestTest::programIsCalledAsTheCommandIs() {
    const QString body = "echo \"$@\" >> " + path("called") + "\n" + writing(selfTestLines());
    auto page = pageOn(body);
    QTRY_VERIFY(!page->running());
    page->run(true);
    QTRY_VERIFY(!page->running());
    QCOMPARE(contentOf(path("called")), QByteArray("selftest --json-lines\nselftest --quick --json-lines\n"));
}

void SelfTestTest::resultsFillTableAndPlot() {
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

void SelfTestTest::summaryCountsEveryVerdict() {
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

void SelfTestTest::wrongValuesAreNoFailure() {
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

void SelfTestTest::quickRunAfterAFullOne() {
    const auto page = pageOn("case $2 in --quick) " + writing({lineOf(selfTestResult(1, 1))}) + "\n;; *) " +
                             writing(selfTestLines()) + "\n;; esac");
    QTRY_VERIFY(!page->running());
    QTest::mouseClick(&named<QPushButton>(*page, "Quick run"), Qt::LeftButton);
    QTRY_VERIFY(!page->running());
    QCOMPARE(page->results().rowCount(), 1);
    QTRY_COMPARE(page->plot().canvas().drawings().size(), std::size_t(1));
}

void SelfTestTest::runsGoOnInBursts() {
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

void SelfTestTest::badLinesAreToldInWords_data() {
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

void SelfTestTest::badLinesAreToldInWords() {
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

void SelfTestTest::lineWithoutEndIsToldInWords() {
    const auto page = pageOn("while :; do printf 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'; done");
    QTRY_VERIFY(!page->running());
    QVERIFY(failureOf(*page).contains("64 KiB"));
}

void SelfTestTest::runCanBeginAgainAfterABadLine() {
    const auto page = pageOn("if [ -e " + path("again") + " ]; then\n" + writing(selfTestLines()) +
                             "\nfi; touch " + path("again") + "; echo nonsense; exec sleep 60");
    QTRY_VERIFY(!page->running());
    QVERIFY(!failureOf(*page).isEmpty());
    page->run(false);
    QTRY_VERIFY(!page->running());
    QCOMPARE(failureOf(*page), QString());
    QCOMPARE(page->results().rowCount(), int(selfTestLines().size()));
}

void SelfTestTest::deathOfTheChildIsToldInWords_data() {
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

void SelfTestTest::deathOfTheChildIsToldInWords() {
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

void SelfTestTest::noProgramIsToldInWords() {
    SelfTestPage page(path("nowhere"), InformationUnit::Nats, nullptr);
    page.setAttribute(Qt::WA_DeleteOnClose, false);
    page.show();
    page.run(false);
    QTRY_VERIFY(failureOf(page).contains("did not start"));
    QVERIFY(!page.running());
    QVERIFY(named<QPushButton>(page, "Run").isEnabled());
}

void SelfTestTest::stopKeepsWhatIsThere() {
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

void SelfTestTest::escapeStopsThenCloses() {
    const auto page = pageOn("exec sleep 60");
    QTest::keyClick(page.get(), Qt::Key_Escape);
    QTRY_VERIFY(!page->running());
    QVERIFY(page->isVisible());
    QTest::keyClick(page.get(), Qt::Key_Escape);
    QVERIFY(!page->isVisible());
}

void SelfTestTest::childIsGoneWithThePage() {
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

void SelfTestTest::modelIsAGoodModel() {
    SelfTestModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    SelfTestTable table(model);
    QAbstractItemModelTester sorted(table.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (const SelfTestPoint& point : somePoints())
        model.add(point);
    for (int column = 0; column < SelfTestModel::kColumns; ++column)
        table.sortByColumn(column, Qt::DescendingOrder);
    model.setUnit(InformationUnit::Bits);
    model.clear();
    QCOMPARE(model.summary(), QString());
    model.add(somePoints().front());
    QCOMPARE(model.rowCount(), 1);
}

void SelfTestTest::tableSortsNumbersAsNumbers() {
    SelfTestModel model;
    SelfTestTable table(model);
    for (const double truth : {10.0, 2.0, -0.5, 1.0}) {
        SelfTestPoint point;
        point.value = truth;
        model.add(point);
    }
    model.add({}); // without a value
    const auto column = [&](int at) {
        QStringList texts;
        for (int row = 0; row < table.model()->rowCount(); ++row)
            texts << table.model()->index(row, at).data().toString();
        return texts;
    };
    QCOMPARE(column(SelfTestModel::kEstimate), (QStringList{"10.000", "2.000", "-0.500", "1.000", "–"}));
    table.sortByColumn(SelfTestModel::kEstimate, Qt::AscendingOrder);
    QCOMPARE(column(SelfTestModel::kEstimate), (QStringList{"–", "-0.500", "1.000", "2.000", "10.000"}));
    table.sortByColumn(SelfTestModel::kEstimate, Qt::DescendingOrder);
    QCOMPARE(column(SelfTestModel::kEstimate), (QStringList{"10.000", "2.000", "1.000", "-0.500", "–"}));
}

void SelfTestTest::unitChangesTableAndPlot() {
    const auto page = pageOn(writing({lineOf(selfTestResult(1, 1))}));
    QTRY_VERIFY(!page->running());
    const SelfTestModel& model = page->results();
    const auto header = [&] {
        return model.headerData(SelfTestModel::kEstimate, Qt::Horizontal, Qt::DisplayRole).toString();
    };
    const auto value = [&] { return model.index(0, SelfTestModel::kTruth).data().toString(); };
    QTRY_COMPARE(page->plot().canvas().drawings().size(), std::size_t(1));
    const SelfTestDrawing& panel = *page->plot().canvas().drawings()[0];
    QCOMPARE(header(), QString("Estimate (nats)"));
    QCOMPARE(value(), QString("1.000"));
    QCOMPARE(panel.xAxis()->label(), QString("truth [nats]"));
    const double nats = panel.xAxis()->range().upper;
    named<QComboBox>(*page, "Unit").setCurrentIndex(0);
    QCOMPARE(header(), QString("Estimate (bits)"));
    QCOMPARE(value(), QString("1.443"));
    QCOMPARE(panel.xAxis()->label(), QString("truth [bits]"));
    QCOMPARE(panel.xAxis()->range().upper, nats / std::log(2.0));
    QVERIFY(model.csv().startsWith("estimator,problem,estimand,truth_bits,estimate_bits,"));
}

void SelfTestTest::chosenRowStandsOut() {
    const auto page = pageOn(writing(selfTestLines()));
    QTRY_VERIFY(!page->running());
    auto& table = named<SelfTestTable>(*page, "Results of the self-test");
    const auto selected = [&] {
        QStringList names;
        for (const LegendEntry& entry : page->plot().canvas().legend().entries())
            if (entry.selected) names << entry.text;
        return names;
    };
    QTRY_VERIFY(!page->plot().canvas().drawings().empty());
    QCOMPARE(selected(), QStringList());
    table.sortByColumn(SelfTestModel::kEstimator, Qt::DescendingOrder);
    table.selectRow(0);
    QCOMPARE(selected(), QStringList{"smile"});
    page->run(false);
    QTRY_VERIFY(!page->running());
    QCOMPARE(selected(), QStringList());
}

void SelfTestTest::curvesRiseAndPanelsHoldOneQuantity() {
    std::vector<SelfTestPoint> points = somePoints();
    std::ranges::reverse(points);
    const std::vector<SelfTestPanel> panels = panelsOf(points);
    QCOMPARE(panels.size(), std::size_t(6));
    for (const SelfTestPanel& panel : panels)
        for (const SelfTestCurve& curve : panel.curves) {
            QVERIFY(std::ranges::is_sorted(curve.points, {}, &SelfTestPoint::truth));
            QCOMPARE(estimatorsOf(points)[curve.look], curve.estimator);
            for (const SelfTestPoint& point : curve.points) {
                QCOMPARE(point.problem, panel.problem);
                QCOMPARE(informationOf(point), panel.information);
                QCOMPARE(point.estimator, curve.estimator);
            }
        }
}

void SelfTestTest::rangesFollowTheTruth() {
    SelfTestPoint zero, high;
    zero.estimator = high.estimator = "upper";
    zero.value = 0.0;
    high.truth = 10.0;
    high.value = 900.0; // far beyond: at the edge, not an axis to 900
    const SelfTestPanel panel = panelsOf({zero, high}).front();
    QVERIFY(panel.top > 10.0 && panel.top < 12.0);
    QVERIFY(panel.right > 10.0 && panel.right < 12.0);
    zero.value = -3.0;
    QVERIFY(panelsOf({zero, high}).front().bottom < -3.0);
    zero.value = -3e5;
    QVERIFY(panelsOf({zero, high}).front().bottom > -12.0);
    const SelfTestPanel constant = panelsOf({zero}).front(); // truth is 0 everywhere
    QVERIFY(constant.left < 0.0 && constant.right > 0.0 && constant.bottom < -3e5);
    zero.value = std::numeric_limits<double>::quiet_NaN();
    QVERIFY(panelsOf({zero}).empty());
}

void SelfTestTest::pointerReadsAValue() {
    SelfTestPlot plot;
    plot.setPoints(somePoints());
    plot.resize(800, 600);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    QTest::qWait(50);
    const SelfTestDrawing& panel = *plot.canvas().drawings().front();
    const QPointF at(panel.xAxis()->coordToPixel(6.0), panel.yAxis()->coordToPixel(0.98 * 6.0));
    const SelfTestPoint* point = panel.nearest(at, 10.0);
    QVERIFY(point);
    QCOMPARE(point->truth, 6.0);
    QVERIFY(
        !panel.nearest(QPointF(panel.xAxis()->coordToPixel(8.0), panel.yAxis()->coordToPixel(1.0)), 10.0));
    QTest::mouseMove(plot.findChild<QCustomPlot*>(), at.toPoint());
    QLabel* read_out = nullptr;
    for (QLabel* label : plot.findChildren<QLabel*>())
        if (label->text().contains("truth 6.000 nats")) read_out = label;
    QVERIFY(read_out && read_out->isVisible());
}

void SelfTestTest::exportsPictureAndTable() {
    const auto page = pageOn(writing(selfTestLines()));
    QTRY_VERIFY(!page->running());
    const std::pair<const char*, QByteArray> kinds[]{
        {"a.pdf", "%PDF"}, {"a.svg", "<?xml"}, {"a.png", "\x89PNG"}, {"a.csv", "estimator,problem"}};
    for (const auto& [name, magic] : kinds) {
        const Status status = page->exportTo(path(name), {504, 340});
        QVERIFY2(status.ok(), status ? "" : status.error().text().c_str());
        QVERIFY(contentOf(path(name)).startsWith(magic));
    }
    const QList<QByteArray> table = contentOf(path("a.csv")).trimmed().split('\n');
    QCOMPARE(table.size(), selfTestLines().size() + 1);
    QCOMPARE(table[0].count(','), 12);
    QVERIFY(
        table[1].startsWith("\"histogram\",\"symbols\",\"I(x;y)\",0,0,,2.773,false,\"none\",2000,right,"));
    QVERIFY(table.last().contains(",failed,"));
    QVERIFY(table.last().contains("the batch is larger"));
    QVERIFY(page->exportTo(path("a.txt"), {504, 340}).error().text().find(".pdf") != std::string::npos);
}

void SelfTestTest::exportWithoutAWindow() {
    QVERIFY(exportSelfTest(somePoints(), path("cli.svg"), {504, 340}).ok());
    const QByteArray drawing = contentOf(path("cli.svg"));
    for (const char* word :
         {"truth [nats]", "estimate [nats]", "gaussian: I(x;y)", "kt_upper", "wrong", "↑20.5"})
        QVERIFY2(drawing.contains(word), word);
}

void SelfTestTest::exportRefusesWhatCannotBe() {
    const auto words = [this](const std::vector<SelfTestPoint>& points, const QString& name, QSizeF size) {
        const Status status = exportSelfTest(points, path(name), size);
        return status ? QString() : QString::fromStdString(status.error().text());
    };
    QVERIFY(words(somePoints(), "a.csv", {504, 340}).contains(".pdf, .svg or .png"));
    QVERIFY(words(somePoints(), "a.txt", {504, 340}).contains(".pdf, .svg or .png"));
    QVERIFY(words({}, "a.pdf", {504, 340}).contains("nothing to draw"));
    QVERIFY(words({SelfTestPoint()}, "a.pdf", {504, 340}).contains("nothing to draw"));
    QVERIFY(words(somePoints(), "a.pdf", {1, 1}).contains("between 36 and 14400"));
    QVERIFY(words(somePoints(), "no/a.pdf", {504, 340}).contains("does not exist"));
    QCOMPARE(words(somePoints(), "small.pdf", {36, 36}), QString());
}

void SelfTestTest::everythingHasAName() {
    SelfTestPage page(path("nowhere"), InformationUnit::Bits, nullptr);
    page.setAttribute(Qt::WA_DeleteOnClose, false);
    page.show();
    std::set<QString> keys;
    for (const QPushButton* button : page.findChildren<QPushButton*>()) {
        QVERIFY(!button->accessibleName().isEmpty());
        QVERIFY(keys.insert(button->shortcut().toString()).second);
    }
    QCOMPARE(keys.size(), std::size_t(5));
    page.activateWindow();
    QTRY_VERIFY(named<QPushButton>(page, "Run").hasFocus());
    QSet<QWidget*> reached;
    for (int i = 0; i < 12; ++i) {
        if (QApplication::focusWidget()) reached << QApplication::focusWidget();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QVERIFY(reached.contains(&named<SelfTestTable>(page, "Results of the self-test")));
    QVERIFY(reached.contains(&named<QComboBox>(page, "Unit")));
}

} // namespace infoplane::testing

int main(int argc, char** argv) {
    return infoplane::testing::runTest<infoplane::testing::SelfTestTest>(argc, argv);
}

#include "self_test_test.moc"
