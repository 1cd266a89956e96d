// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/plots/synthetic_run.h"
#include "ui/models/view_state.h"
#include "ui/plots/plane_plot.h"
#include "ui/plots/time_plot.h"

#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

namespace infoplane::ui {
namespace {

constexpr testing::SyntheticOptions kRun{};

// A shown plot of a whole run, and where things are in it.
class Stage {
public:
    explicit Stage(std::unique_ptr<RunPlot> (*make)(ViewState&)) : plot_(make(state)) {
        state.followNewest(180.0);
        plot().setRun(testing::wholeRun(kRun));
        plot().resize(600, 440);
        plot().show();
        [[maybe_unused]] const bool exposed = QTest::qWaitForWindowExposed(&plot());
        settle();
    }
    static void settle() { QTest::qWait(30); }
    PlotFrame& plot() { return static_cast<PlotFrame&>(*plot_); }
    QCustomPlot& canvas() { return plot().canvas(); }
    QCPAxis* x() { return canvas().axisRect(0)->axis(QCPAxis::atBottom); }
    QCPAxis* y() { return canvas().axisRect(0)->axis(QCPAxis::atLeft); }
    QPoint centre() { return canvas().axisRect(0)->rect().center(); }
    void wheel(QPoint at, int notches) {
        QWheelEvent event(at, canvas().mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&canvas(), &event);
        settle();
    }
    void drag(QPoint from, QPoint to, Qt::MouseButton button, Qt::KeyboardModifiers modifiers = {}) {
        send(QEvent::MouseButtonPress, from, button, button, modifiers);
        send(QEvent::MouseMove, (from + to) / 2, Qt::NoButton, button, modifiers);
        send(QEvent::MouseMove, to, Qt::NoButton, button, modifiers);
        send(QEvent::MouseButtonRelease, to, button, Qt::NoButton, modifiers);
        settle();
    }
    void hover(QPoint at) { send(QEvent::MouseMove, at, Qt::NoButton, Qt::NoButton, {}); }

    ViewState state;

private:
    void send(QEvent::Type type, QPoint at, Qt::MouseButton button, Qt::MouseButtons buttons,
              Qt::KeyboardModifiers modifiers) {
        QMouseEvent event(type, at, canvas().mapToGlobal(at), button, buttons, modifiers);
        QCoreApplication::sendEvent(&canvas(), &event);
    }
    std::unique_ptr<RunPlot> plot_;
};

bool near(double a, double b, double tolerance) {
    return std::abs(a - b) <= tolerance;
}

} // namespace

class PlotHandTest : public QObject {
    Q_OBJECT

private slots:
    void wheelZoomsAboutThePointer();
    void wheelOnAnAxisZoomsOnlyThatAxis();
    void dragPans();
    void shiftAndRightButtonZoomIntoABox();
    void doubleClickShowsAll();
    void panelsShareTheAxisOfPasses();
    void axisOfPassesMovesTheCursor();
    void lineOfTheCursorCanBeDragged();
    void logarithmicAxisPansAndFits();
    void clickSelectsEverywhere();
    void legendSelectsAndHides();
    void readOutNamesThePoint();
    void zoomedViewFollowsTheNewestRow();
    void equalAspectHolds();
    void menuOffersWhatThereIs();
};

void PlotHandTest::wheelZoomsAboutThePointer() {
    Stage stage(makePlanePlot);
    const QPoint at = stage.centre() + QPoint(40, 30);
    const double x = stage.x()->pixelToCoord(at.x());
    const double before = stage.x()->range().size();
    stage.wheel(at, 2);
    QVERIFY(near(stage.x()->range().size(), before * 0.85 * 0.85, 1e-9));
    QVERIFY(near(stage.x()->pixelToCoord(at.x()), x, 0.02 * before)); // labels may move the panel by pixels
}

void PlotHandTest::wheelOnAnAxisZoomsOnlyThatAxis() {
    Stage stage(makeAccuracyPlot);
    const QCPRange x = stage.x()->range(), y = stage.y()->range();
    const QRect rect = stage.canvas().axisRect(0)->rect();
    stage.wheel(QPoint(rect.left() - 20, rect.center().y()), 1);
    QVERIFY(stage.x()->range() == x && stage.y()->range() != y);
    const QCPRange zoomed = stage.y()->range();
    stage.wheel(QPoint(rect.center().x(), rect.bottom() + 12), 1);
    QVERIFY(stage.x()->range() != x && stage.y()->range() == zoomed);
}

void PlotHandTest::dragPans() {
    Stage stage(makePlanePlot);
    const QCPRange before = stage.x()->range();
    const double a_pixel = before.size() / stage.canvas().axisRect(0)->width();
    stage.drag(stage.centre(), stage.centre() + QPoint(50, 0), Qt::LeftButton);
    QVERIFY(near(stage.x()->range().lower, before.lower - 50 * a_pixel, 3 * a_pixel));
    QVERIFY(near(stage.x()->range().size(), before.size(), 1e-9));
}

void PlotHandTest::shiftAndRightButtonZoomIntoABox() {
    for (const bool shift : {true, false}) {
        Stage stage(makePlanePlot);
        const QPoint from = stage.centre() - QPoint(60, 50), to = stage.centre() + QPoint(60, 50);
        const double left = stage.x()->pixelToCoord(from.x()), top = stage.y()->pixelToCoord(from.y());
        stage.drag(from, to, shift ? Qt::LeftButton : Qt::RightButton,
                   shift ? Qt::ShiftModifier : Qt::NoModifier);
        QVERIFY(near(stage.x()->range().lower, left, 0.05));
        QVERIFY(near(stage.y()->range().upper, top, 0.05));
    }
}

void PlotHandTest::doubleClickShowsAll() {
    Stage stage(makeInformationPlot);
    const QCPRange x = stage.x()->range(), y = stage.y()->range();
    stage.wheel(stage.centre(), 4);
    QVERIFY(stage.x()->range() != x);
    QTest::mouseDClick(&stage.canvas(), Qt::LeftButton, {}, stage.centre());
    Stage::settle();
    QVERIFY(near(stage.x()->range().lower, x.lower, 1e-9) && near(stage.x()->range().upper, x.upper, 1e-9));
    QVERIFY(near(stage.y()->range().lower, y.lower, 0.02 * y.size()));
}

void PlotHandTest::panelsShareTheAxisOfPasses() {
    Stage stage(makeInformationPlot);
    stage.wheel(stage.centre(), 3);
    const QCPAxis* lower = stage.canvas().axisRect(1)->axis(QCPAxis::atBottom);
    QVERIFY(stage.x()->range() == lower->range());
    stage.wheel(stage.canvas().axisRect(1)->rect().center(), 1);
    QVERIFY(stage.x()->range() == lower->range());
}

void PlotHandTest::axisOfPassesMovesTheCursor() {
    Stage stage(makeInformationPlot);
    QCPAxis* axis = stage.canvas().axisRect(1)->axis(QCPAxis::atBottom);
    const int y = stage.canvas().axisRect(1)->bottom() + 8;
    const auto at = [&](double pass) { return QPoint(qRound(axis->coordToPixel(pass)), y); };
    const double a_pixel = axis->range().size() / stage.canvas().axisRect(1)->width();
    QVERIFY(stage.state.live());
    stage.drag(at(40.0), at(90.0), Qt::LeftButton);
    QVERIFY(!stage.state.live());
    QVERIFY(near(stage.state.pass(), 90.0, a_pixel));
    stage.drag(at(10.0), QPoint(-500, y), Qt::LeftButton); // beyond the panel: its edge, and never below zero
    QVERIFY(stage.state.pass() >= 0.0 && stage.state.pass() < 10.0);
}

void PlotHandTest::lineOfTheCursorCanBeDragged() {
    Stage stage(makeAccuracyPlot);
    stage.state.setPass(50.0);
    Stage::settle();
    const QCPRange x = stage.x()->range();
    const QPoint from(qRound(stage.x()->coordToPixel(50.0)), stage.centre().y());
    const QPoint to(qRound(stage.x()->coordToPixel(120.0)), stage.centre().y());
    stage.drag(from, to, Qt::LeftButton);
    QVERIFY(near(stage.state.pass(), 120.0, x.size() / 400));
    QVERIFY(stage.x()->range() == x); // nothing was panned
}

void PlotHandTest::logarithmicAxisPansAndFits() {
    Stage stage(makeLossPlot);
    PlotOptions options = stage.plot().options();
    options.log_passes = true;
    stage.plot().setOptions(options);
    Stage::settle();
    QVERIFY(stage.x()->scaleType() == QCPAxis::stLogarithmic && stage.x()->range().lower > 0.0);
    const double ratio = stage.x()->range().upper / stage.x()->range().lower;
    stage.drag(stage.centre(), stage.centre() + QPoint(60, 0), Qt::LeftButton);
    QVERIFY(near(stage.x()->range().upper / stage.x()->range().lower, ratio, 1e-6 * ratio));
    options.log_passes = false;
    stage.plot().setOptions(options);
    stage.plot().fit();
    QVERIFY(stage.x()->range().contains(0.0) && stage.x()->range().contains(180.0));
}

void PlotHandTest::clickSelectsEverywhere() {
    Stage stage(makePlanePlot);
    const auto& plane = static_cast<PlanePlot&>(stage.plot());
    const Trajectory& first = plane.trajectories().all().front();
    const QPoint at(qRound(stage.x()->coordToPixel(first.series.x[5])),
                    qRound(stage.y()->coordToPixel(first.series.y[5])));
    QTest::mouseClick(&stage.canvas(), Qt::LeftButton, {}, at);
    QVERIFY(stage.state.hasSelection());
    QCOMPARE(stage.state.selectedLayer(), 1);
    QVERIFY(!stage.state.selectedMethod().isEmpty());
    const QPoint nowhere = stage.canvas().axisRect(0)->rect().bottomRight() - QPoint(120, 60);
    QTest::mouseClick(&stage.canvas(), Qt::LeftButton, {}, nowhere);
    QVERIFY(!stage.state.hasSelection());
}

void PlotHandTest::legendSelectsAndHides() {
    Stage stage(makeInformationPlot);
    const PlotLegend& legend = stage.plot().legend();
    const auto place = [&](int layer) {
        for (int y = 0; y < 60; y += 3)
            for (int x = 0; x < stage.canvas().width(); x += 3)
                if (const LegendEntry* entry = legend.entryAt(QPointF(x, y)); entry && entry->layer == layer)
                    return QPoint(x, y);
        return QPoint(-1, -1);
    };
    const QPoint at = place(2);
    QVERIFY(at.x() >= 0);
    QTest::mouseClick(&stage.canvas(), Qt::LeftButton, {}, at);
    QCOMPARE(stage.state.selectedLayer(), 2);
    QTest::mouseClick(&stage.canvas(), Qt::LeftButton, {}, at);
    QVERIFY(!stage.state.hasSelection());
    QTest::mouseClick(&stage.canvas(), Qt::LeftButton, Qt::ControlModifier, at);
    QVERIFY(!stage.state.layerShown(2));
    QTest::mouseClick(&stage.canvas(), Qt::LeftButton, Qt::ControlModifier, place(2));
    QVERIFY(stage.state.layerShown(2));
}

void PlotHandTest::readOutNamesThePoint() {
    Stage stage(makePlanePlot);
    const auto& plane = static_cast<PlanePlot&>(stage.plot());
    const Trajectory& first = plane.trajectories().all().front();
    const QPoint at(qRound(stage.x()->coordToPixel(first.series.x.front())),
                    qRound(stage.y()->coordToPixel(first.series.y.front())));
    stage.hover(at);
    const QLabel* shown = nullptr;
    for (const QLabel* label : stage.plot().findChildren<QLabel*>())
        if (label->isVisible()) shown = label;
    QVERIFY(shown);
    for (const char* word :
         {"layer 1", "pass ", "step ", "bits", "\u00b1", "over 5 seeds", "Gaussian-mixture", "train split"})
        QVERIFY2(shown->text().contains(QString::fromUtf8(word)), qPrintable(shown->text()));
    stage.hover(stage.canvas().axisRect(0)->rect().bottomRight() - QPoint(120, 60));
    QVERIFY(!shown->isVisible());
}

void PlotHandTest::zoomedViewFollowsTheNewestRow() {
    ViewState state;
    const auto made = makeInformationPlot(state);
    auto& plot = static_cast<TimePlot&>(*made);
    const auto store = testing::emptyRun(kRun);
    for (int row = 0; row < 40; ++row)
        testing::appendRow(*store, kRun, 0);
    plot.setRun(store);
    plot.resize(500, 400);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    QTest::keyClick(&plot, Qt::Key_Plus);
    QTest::keyClick(&plot, Qt::Key_Plus);
    const QCPAxis* axis = plot.canvas().axisRect(0)->axis(QCPAxis::atBottom);
    const double width = axis->range().size();
    for (int row = 0; row < 30; ++row)
        testing::appendRow(*store, kRun, 0);
    plot.refresh();
    const Series& newest = plot.curves(0).all()[1].series;
    QVERIFY(near(axis->range().size(), width, 1e-9));
    QVERIFY(axis->range().contains(newest.pass.back()));

    state.setPass(20.0); // no longer live: the view stays
    const QCPRange stays = axis->range();
    for (int row = 0; row < 30; ++row)
        testing::appendRow(*store, kRun, 0);
    plot.refresh();
    QVERIFY(axis->range() == stays);
}

void PlotHandTest::equalAspectHolds() {
    Stage stage(makePlanePlot);
    PlotOptions options = stage.plot().options();
    options.equal_aspect = true;
    stage.plot().setOptions(options);
    Stage::settle();
    const auto scales = [&] {
        const QCPAxisRect* rect = stage.canvas().axisRect(0);
        return std::pair(stage.x()->range().size() / rect->width(),
                         stage.y()->range().size() / rect->height());
    };
    QVERIFY(near(scales().first, scales().second, 0.02 * scales().first));
    stage.plot().resize(800, 300);
    Stage::settle();
    QVERIFY(near(scales().first, scales().second, 0.02 * scales().first));
}

void PlotHandTest::menuOffersWhatThereIs() {
    for (const auto make : {makePlanePlot, makeInformationPlot, makeAccuracyPlot, makeLossPlot}) {
        Stage stage(make);
        QMenu menu;
        stage.plot().fillPlotMenu(menu);
        QStringList texts;
        for (const QAction* action : menu.actions())
            texts << action->text().remove(u'&');
        for (const char* text :
             {"Show all of the data", "Follow the newest row", "Legend", "Copy picture", "Copy data"})
            QVERIFY2(texts.contains(QLatin1String(text)), text);
        for (QAction* action : menu.actions()) { // every switch can be turned twice
            if (!action->isCheckable()) continue;
            action->trigger();
            action->trigger();
        }
        Stage::settle();
    }
}

} // namespace infoplane::ui

QTEST_MAIN(infoplane::ui::PlotHandTest)
#include "plot_hand_test.moc"
