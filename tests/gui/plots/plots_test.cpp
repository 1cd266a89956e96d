// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/stream.h"
#include "tests/gui/plots/picture_compare.h"
#include "tests/gui/plots/synthetic_run.h"
#include "ui/models/view_state.h"
#include "ui/plots/plane_plot.h"
#include "ui/plots/time_plot.h"

#include <QLabel>
#include <QSet>
#include <QTest>

#include <numbers>

namespace infoplane::ui {
using Maker = std::unique_ptr<RunPlot> (*)(ViewState&);
}
Q_DECLARE_METATYPE(infoplane::ui::Maker)

namespace infoplane::ui {
namespace {

using testing::lookAlike;

constexpr testing::SyntheticOptions kRun{};

QImage shot(RunPlot& plot) {
    plot.resize(520, 400);
    plot.show();
    [[maybe_unused]] const bool exposed = QTest::qWaitForWindowExposed(&plot);
    QTest::qWait(30); // queued redraws
    return plot.grab().toImage();
}

std::shared_ptr<const RunStore> replayed(const RunStore& store) {
    std::vector<std::byte> bytes;
    StreamEncoder encoder(store);
    encoder.encode(bytes);
    StreamEncoder::encodeEnd(bytes);
    StreamDecoder decoder;
    const Status fed = decoder.feed(bytes);
    return fed ? decoder.store() : nullptr;
}

QSet<QRgb> coloursOf(const QImage& image) {
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            colours.insert(image.pixel(x, y) | 0xff000000u);
    return colours;
}

} // namespace

class PlotsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase_data();
    void drawsSomething();
    void rowsOneByOneEqualAllAtOnce();
    void replayEqualsLive();
    void hidesALayer();
    void hidesAMethod();
    void cursorFadesWhatComesLater();
    void emptyPlotSaysWhatWillAppear();
    void unknownEstimatorIsSaid();
    void survivesValuesThatAreNoNumbers();
    void followsThePalette();
    void unitScalesThePlane();
    void eachSeedStandsBesideTheMean();
    void smoothingKeepsTheRawLine();
};

void PlotsTest::initTestCase_data() {
    QTest::addColumn<Maker>("make");
    QTest::newRow("plane") << Maker(makePlanePlot);
    QTest::newRow("information") << Maker(makeInformationPlot);
    QTest::newRow("accuracy") << Maker(makeAccuracyPlot);
    QTest::newRow("loss") << Maker(makeLossPlot);
}

void PlotsTest::drawsSomething() {
    QFETCH_GLOBAL(Maker, make);
    ViewState state;
    const auto plot = make(state);
    plot->setRun(testing::wholeRun(kRun));
    const QSet<QRgb> colours = coloursOf(shot(*plot));
    const PlotTheme theme = PlotTheme::forScreen(plot->palette(), plot->font());
    for (const std::size_t layer : {1u, 2u, 3u})
        QVERIFY2(colours.contains(theme.layerColour(layer).rgb()), qPrintable(QString::number(layer)));
}

void PlotsTest::rowsOneByOneEqualAllAtOnce() {
    QFETCH_GLOBAL(Maker, make);
    ViewState state;
    const auto growing = make(state);
    const auto store = testing::emptyRun(kRun);
    growing->setRun(store);
    const QImage before = shot(*growing);
    int rows = 0;
    for (const std::size_t method : {0u, 1u})
        while (testing::appendRow(*store, kRun, method))
            if (++rows % 3 == 0) growing->refresh();
    growing->refresh();
    growing->refresh(); // nothing new

    const auto whole = make(state);
    whole->setRun(testing::wholeRun(kRun));
    const QImage after = shot(*growing);
    QVERIFY(!lookAlike(after, before));
    QVERIFY(lookAlike(after, shot(*whole)));
}

void PlotsTest::replayEqualsLive() {
    QFETCH_GLOBAL(Maker, make);
    const auto live = testing::wholeRun(kRun);
    const auto replay = replayed(*live);
    QVERIFY(replay);
    ViewState state;
    const auto first = make(state);
    const auto second = make(state);
    first->setRun(live);
    second->setRun(replay);
    QVERIFY(lookAlike(shot(*second), shot(*first)));
    state.setPass(70.0);
    QVERIFY(lookAlike(shot(*second), shot(*first)));
}

void PlotsTest::hidesALayer() {
    QFETCH_GLOBAL(Maker, make);
    ViewState state;
    const auto plot = make(state);
    plot->setRun(testing::wholeRun(kRun));
    const QImage all = shot(*plot);
    state.showLayer(2, false);
    const QImage without = shot(*plot);
    const PlotTheme theme = PlotTheme::forScreen(plot->palette(), plot->font());
    QVERIFY(!coloursOf(without).contains(theme.layerColour(2).rgb()));
    QVERIFY(coloursOf(without).contains(theme.layerColour(1).rgb()));
    state.showLayer(2, true);
    QVERIFY(lookAlike(shot(*plot), all));
}

void PlotsTest::hidesAMethod() {
    QFETCH_GLOBAL(Maker, make);
    ViewState state;
    const auto plot = make(state);
    plot->setRun(testing::wholeRun(kRun));
    const QImage both = shot(*plot);
    state.showMethod(QStringLiteral("layerwise_ib"), false);
    QVERIFY(!lookAlike(shot(*plot), both));
    state.showMethod(QStringLiteral("layerwise_ib"), true);
    QVERIFY(lookAlike(shot(*plot), both));
}

void PlotsTest::cursorFadesWhatComesLater() {
    QFETCH_GLOBAL(Maker, make);
    ViewState state;
    state.followNewest(180.0);
    const auto plot = make(state);
    plot->setRun(testing::wholeRun(kRun));
    const QImage end = shot(*plot);
    state.setPass(30.0);
    const QImage early = shot(*plot);
    QVERIFY(!lookAlike(early, end));
    state.goLive(180.0);
    QVERIFY(lookAlike(shot(*plot), end));
}

void PlotsTest::emptyPlotSaysWhatWillAppear() {
    QFETCH_GLOBAL(Maker, make);
    ViewState state;
    const auto plot = make(state);
    shot(*plot);
    const QLabel* sentence = nullptr;
    for (const QLabel* label : plot->findChildren<QLabel*>())
        if (label->isVisible()) sentence = label;
    QVERIFY(sentence);
    QVERIFY(sentence->text().contains(QLatin1String("here")));
    const auto store = testing::emptyRun(kRun);
    plot->setRun(store);
    QVERIFY(sentence->text().startsWith(QLatin1String("The run has begun")));
    // The third row has all there is to draw, the loss included.
    for (int row = 0; row < 3; ++row)
        testing::appendRow(*store, kRun, 0);
    plot->refresh();
    QVERIFY(!sentence->isVisible());
    plot->setRun(nullptr);
    QVERIFY(sentence->isVisible());
}

void PlotsTest::unknownEstimatorIsSaid() {
    QFETCH_GLOBAL(Maker, make);
    ViewState state;
    state.setEstimator(QStringLiteral("ksg"));
    const auto plot = make(state);
    plot->setRun(testing::wholeRun(kRun));
    shot(*plot);
    const bool asks = plot->kind() == PlotKind::Plane || plot->kind() == PlotKind::Information;
    bool said = false;
    for (const QLabel* label : plot->findChildren<QLabel*>())
        said = said || (label->isVisible() && label->text().contains(QLatin1String("binning and mixture")));
    QCOMPARE(said, asks);
    state.setEstimator(QStringLiteral("mixture"));
    const PlotTheme theme = PlotTheme::forScreen(plot->palette(), plot->font());
    QVERIFY(coloursOf(shot(*plot)).contains(theme.layerColour(1).rgb()));
}

void PlotsTest::survivesValuesThatAreNoNumbers() {
    QFETCH_GLOBAL(Maker, make);
    const auto store = testing::emptyRun(kRun);
    const TableLayout& layout = store->rows(0).layout();
    for (int i = 0; i < 40; ++i) {
        Row row(layout); // every floating value NaN, no flag set
        row.values<std::int32_t>(layout.index("layer_in_training"))[0] = i;
        if (i % 3 != 0) row.values<double>(layout.index("pass"))[0] = i % 2 ? i : -1e300;
        for (double& value : row.values<double>(layout.index("information/mixture/I_XT")))
            value = i % 4 == 0 ? HUGE_VAL : i;
        store->append(0, kRowsTable, row);
    }
    ViewState state;
    const auto plot = make(state);
    plot->setRun(store);
    shot(*plot);
    state.setPass(5.0);
    state.setUnit(InformationUnit::Nats);
    shot(*plot);
}

void PlotsTest::followsThePalette() {
    QFETCH_GLOBAL(Maker, make);
    ViewState state;
    const auto plot = make(state);
    plot->setRun(testing::wholeRun(kRun));
    shot(*plot);
    QPalette dark = plot->palette();
    dark.setColor(QPalette::Base, QColor(20, 22, 24));
    dark.setColor(QPalette::Text, QColor(230, 230, 230));
    plot->setPalette(dark);
    const QImage image = shot(*plot);
    QCOMPARE(image.pixelColor(2, image.height() - 3), QColor(20, 22, 24));
}

void PlotsTest::unitScalesThePlane() {
    ViewState state;
    PlanePlot plot(state);
    plot.setRun(testing::wholeRun(kRun));
    const double bits = plot.trajectories().all().front().series.x.back();
    state.setUnit(InformationUnit::Nats);
    const double nats = plot.trajectories().all().front().series.x.back();
    QVERIFY(std::abs(bits * std::numbers::ln2 - nats) < 1e-12);
}

void PlotsTest::eachSeedStandsBesideTheMean() {
    ViewState state;
    PlanePlot plot(state);
    plot.setRun(testing::wholeRun(kRun));
    const std::size_t means = plot.trajectories().all().size();
    QCOMPARE(means, kRun.layers * 2);
    PlotOptions options = plot.options();
    options.each_seed = true;
    plot.setOptions(options);
    QCOMPARE(plot.trajectories().all().size(), means * (1 + kRun.seeds));
    state.setSeed(1); // now there is one seed only
    QCOMPARE(plot.trajectories().all().size(), means);
}

void PlotsTest::smoothingKeepsTheRawLine() {
    ViewState state;
    const auto made = makeInformationPlot(state);
    auto& plot = static_cast<TimePlot&>(*made);
    plot.setRun(testing::wholeRun(kRun));
    const std::vector<double> raw = plot.curves(0).all().front().series.y;
    PlotOptions options = plot.options();
    options.smoothing = 5;
    plot.setOptions(options);
    const Curve& curve = plot.curves(0).all().front();
    QVERIFY(curve.series.y == raw);
    QCOMPARE(curve.smooth.size(), raw.size());
    QCOMPARE(curve.smooth.front(), raw.front());
    // A running mean with weight 2/3 a row: the second is (2/3 first + second) / (2/3 + 1).
    QVERIFY(std::abs(curve.smooth[1] - (raw[0] * 2.0 / 3.0 + raw[1]) / (5.0 / 3.0)) < 1e-12);
}

} // namespace infoplane::ui

QTEST_MAIN(infoplane::ui::PlotsTest)
#include "plots_test.moc"
