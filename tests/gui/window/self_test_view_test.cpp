// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/window/self_test_fixture.h"
#include "ui/pages/self_test_table.h"
#include "ui/plots/plot_legend.h"
#include "ui/plots/self_test_canvas.h"
#include "ui/plots/self_test_drawing.h"
#include "ui/plots/self_test_plot.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QPushButton>

#include <limits>
#include <set>

namespace infoplane::testing {

using namespace ui;

// What the page shows of results: table, plot, pointer, exports.
class SelfTestViewTest : public QObject, private SelfTestFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { newFolder(); }
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
};

void SelfTestViewTest::modelIsAGoodModel() {
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

void SelfTestViewTest::tableSortsNumbersAsNumbers() {
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

void SelfTestViewTest::unitChangesTableAndPlot() {
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

void SelfTestViewTest::chosenRowStandsOut() {
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

void SelfTestViewTest::curvesRiseAndPanelsHoldOneQuantity() {
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

void SelfTestViewTest::rangesFollowTheTruth() {
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

void SelfTestViewTest::pointerReadsAValue() {
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

void SelfTestViewTest::exportsPictureAndTable() {
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

void SelfTestViewTest::exportWithoutAWindow() {
    QVERIFY(exportSelfTest(somePoints(), path("cli.svg"), {504, 340}).ok());
    const QByteArray drawing = contentOf(path("cli.svg"));
    for (const char* word :
         {"truth [nats]", "estimate [nats]", "gaussian: I(x;y)", "kt_upper", "wrong", "↑20.5"})
        QVERIFY2(drawing.contains(word), word);
}

void SelfTestViewTest::exportRefusesWhatCannotBe() {
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

void SelfTestViewTest::everythingHasAName() {
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
    return infoplane::testing::runTest<infoplane::testing::SelfTestViewTest>(argc, argv);
}

#include "self_test_view_test.moc"
