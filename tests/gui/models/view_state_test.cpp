// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/view_state.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>

namespace infoplane::ui {

class ViewStateTest : public QObject {
    Q_OBJECT

private slots:
    void touchingTheCursorLeavesLive();
    void newestRowMovesTheCursorOnlyWhileLive();
    void passesThatAreNoNumbersAreIgnored();
    void tellsOnlyOfChanges();
    void hidesAndShows();
    void selectsAcrossMethodsAndLayers();
    void takesOverAnotherState();
};

void ViewStateTest::touchingTheCursorLeavesLive() {
    ViewState state;
    QSignalSpy moved(&state, &ViewState::cursorChanged);
    QVERIFY(state.live());
    QVERIFY(std::isinf(state.shownUpTo()));
    state.setPass(state.pass()); // the same place, but no longer live
    QVERIFY(!state.live());
    QCOMPARE(moved.count(), 1);
    state.setPass(12.0);
    QCOMPARE(state.shownUpTo(), 12.0);
    QCOMPARE(moved.count(), 2);
}

void ViewStateTest::newestRowMovesTheCursorOnlyWhileLive() {
    ViewState state;
    state.followNewest(3.0);
    QCOMPARE(state.pass(), 3.0);
    state.setPass(1.0);
    state.followNewest(4.0);
    QCOMPARE(state.pass(), 1.0);
    state.goLive(5.0);
    QVERIFY(state.live());
    QCOMPARE(state.pass(), 5.0);
}

void ViewStateTest::passesThatAreNoNumbersAreIgnored() {
    ViewState state;
    state.setPass(std::nan(""));
    QVERIFY(state.live());
    state.followNewest(HUGE_VAL);
    QCOMPARE(state.pass(), 0.0);
    state.goLive(std::nan(""));
    QCOMPARE(state.pass(), 0.0);
}

void ViewStateTest::tellsOnlyOfChanges() {
    ViewState state;
    QSignalSpy changed(&state, &ViewState::selectionChanged);
    state.setEstimator(state.estimator());
    state.setUnit(state.unit());
    state.setSplit(state.split());
    state.setSeed(state.seed());
    state.showLayer(1, true);
    state.select(QString(), 0);
    QCOMPARE(changed.count(), 0);
    state.setEstimator(QStringLiteral("binning"));
    state.setUnit(InformationUnit::Nats);
    state.setSplit(1);
    state.setSeed(2);
    QCOMPARE(changed.count(), 4);
}

void ViewStateTest::hidesAndShows() {
    ViewState state;
    QSignalSpy changed(&state, &ViewState::selectionChanged);
    state.showLayer(2, false);
    state.showMethod(QStringLiteral("layerwise_ib"), false);
    QVERIFY(!state.layerShown(2) && state.layerShown(1));
    QVERIFY(!state.methodShown(QStringLiteral("layerwise_ib")));
    state.showLayer(2, true);
    QVERIFY(state.layerShown(2));
    QCOMPARE(changed.count(), 3);
}

void ViewStateTest::selectsAcrossMethodsAndLayers() {
    ViewState state;
    const QString ib = QStringLiteral("layerwise_ib"), ce = QStringLiteral("cross_entropy");
    QVERIFY(!state.hasSelection() && !state.isSelected(ib, 1));
    state.select(ib, 2);
    QVERIFY(state.isSelected(ib, 2) && !state.isSelected(ce, 2) && !state.isSelected(ib, 1));
    state.select(QString(), 2);
    QVERIFY(state.isSelected(ib, 2) && state.isSelected(ce, 2) && !state.isSelected(ce, 1));
    state.select(ce, 0);
    QVERIFY(state.isSelected(ce, 0) && state.isSelected(ce, 3) && !state.isSelected(ib, 3));
}

void ViewStateTest::takesOverAnotherState() {
    ViewState from;
    from.setPass(7.0);
    from.setUnit(InformationUnit::Nats);
    from.showLayer(3, false);
    from.select(QStringLiteral("a"), 1);
    ViewState to;
    QSignalSpy moved(&to, &ViewState::cursorChanged);
    QSignalSpy changed(&to, &ViewState::selectionChanged);
    to.assign(from);
    QCOMPARE(to.pass(), 7.0);
    QVERIFY(!to.live() && !to.layerShown(3) && to.isSelected(QStringLiteral("a"), 1));
    QCOMPARE(to.unit(), InformationUnit::Nats);
    QCOMPARE(moved.count(), 1);
    QCOMPARE(changed.count(), 1);
}

} // namespace infoplane::ui

QTEST_GUILESS_MAIN(infoplane::ui::ViewStateTest)
#include "view_state_test.moc"
