// SPDX-License-Identifier: GPL-3.0-or-later
// Everything in the window can be found, named and reached without a mouse.
#include "tests/gui/window/fake_plot.h"
#include "tests/gui/window/fake_run.h"
#include "tests/gui/window/window_test.h"
#include "ui/main_window/message_bar.h"
#include "ui/main_window/selection_panel.h"
#include "ui/pages/experiment_editor.h"

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTabBar>
#include <QTextEdit>
#include <QToolButton>

#include <set>

namespace infoplane::testing {

using namespace std::chrono_literals;
using namespace ui;

class ReachTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyActionHasTextAndAMenu();
    void mnemonicsDifferWithinAMenu();
    void shortcutsDiffer();
    void interactiveWidgetsHaveNames();
    void arrowKeysOfListsStayWithThem();
    void timelineKeysWorkFromThePlots();
    void panelsWriteTheSelection();
    void panelsFollowTheSelection();
    void unitAndEstimatorAreInTheMenu();
    void fitGoesToThePlotWithTheKeyboard();
    void plotGoesToTheFullScreenAndBack();
    void themeChangesThePalette();
    void panelsAreRemembered();
    void messagesReplaceEachOther();
    void eventsAreAGoodModel();
    void presetIsChosenInTheBar();

private:
    [[nodiscard]] static QList<QMenu*> menusOf(const QMainWindow& window);
    static void expectNames(const QWidget& window);
    template <class Widget>
    [[nodiscard]] static Widget& named(TestWindow& test, const QString& name);
};

QList<QMenu*> ReachTest::menusOf(const QMainWindow& window) {
    QList<QMenu*> menus;
    QList<QAction*> todo = window.menuBar()->actions();
    while (!todo.isEmpty()) {
        const QAction* action = todo.takeFirst();
        if (!action->menu()) continue;
        menus << action->menu();
        todo << action->menu()->actions();
    }
    return menus;
}

template <class Widget>
Widget& ReachTest::named(TestWindow& test, const QString& name) {
    for (Widget* widget : test.window->findChildren<Widget*>())
        if (widget->accessibleName() == name) return *widget;
    qFatal("no widget %s", qPrintable(name));
}

void ReachTest::everyActionHasTextAndAMenu() {
    TestWindow test;
    std::set<const QAction*> in_menus;
    for (const QMenu* menu : menusOf(*test.window))
        for (const QAction* action : menu->actions())
            if (!action->isSeparator()) {
                QVERIFY(!action->text().isEmpty());
                in_menus.insert(action);
            }
    QVERIFY(in_menus.size() > 40);
    // What has a shortcut or stands in a tool bar stands in a menu too.
    for (const QAction* action : test.window->findChildren<QAction*>())
        if (!action->shortcut().isEmpty()) QVERIFY2(in_menus.contains(action), qPrintable(action->text()));
    for (const QToolButton* button : test.window->findChildren<QToolButton*>())
        if (button->defaultAction() && !button->defaultAction()->text().isEmpty())
            QVERIFY2(in_menus.contains(button->defaultAction()), qPrintable(button->defaultAction()->text()));
}

void ReachTest::mnemonicsDifferWithinAMenu() {
    TestWindow test;
    QList<QList<QAction*>> levels{test.window->menuBar()->actions()};
    for (const QMenu* menu : menusOf(*test.window))
        levels << menu->actions();
    for (const QList<QAction*>& actions : levels) {
        std::set<QChar> taken;
        for (const QAction* action : actions) {
            const qsizetype at = action->text().indexOf('&');
            if (at < 0) continue;
            QVERIFY2(taken.insert(action->text()[at + 1].toLower()).second, qPrintable(action->text()));
        }
    }
}

void ReachTest::shortcutsDiffer() {
    TestWindow test;
    std::set<QString> taken;
    for (const QAction* action : test.window->findChildren<QAction*>())
        for (const QKeySequence& keys : action->shortcuts())
            QVERIFY2(taken.insert(keys.toString()).second, qPrintable(action->text()));
    QVERIFY(taken.size() >= 20);
    for (const char* timeline : {"Left", "Right", "Home", "End", "Space"})
        QVERIFY(!taken.contains(timeline)); // those belong to whatever has the keyboard
}

void ReachTest::expectNames(const QWidget& window) {
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        const bool interactive =
            qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QComboBox*>(widget) ||
            qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QAbstractItemView*>(widget) ||
            qobject_cast<const QAbstractSlider*>(widget) || qobject_cast<const RunPlot*>(widget) ||
            qobject_cast<const QPlainTextEdit*>(widget) || qobject_cast<const QTextEdit*>(widget);
        const bool inner =
            qobject_cast<const QScrollBar*>(widget) || widget->objectName().startsWith("qt_") ||
            widget->inherits("QComboBoxListView") || widget->inherits("QHeaderView") ||
            qobject_cast<const QComboBox*>(widget->parentWidget()) || // its own line and list
            widget->parentWidget()->inherits("QDockWidget") || widget->parentWidget()->inherits("QTabBar");
        if (!interactive || inner) continue;
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const bool told = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        QVERIFY2(told, qPrintable(QStringLiteral("%1 in %2")
                                      .arg(widget->metaObject()->className(),
                                           widget->parentWidget()->metaObject()->className())));
    }
}

void ReachTest::interactiveWidgetsHaveNames() {
    TestWindow test({}, {}, true);
    test.window->messages().tell(MessageKind::Warning, "a warning", {{"Do it", [] {}}});
    expectNames(*test.window);
    ExperimentEditor editor(test.window->training().experiment());
    expectNames(editor);
}

void ReachTest::arrowKeysOfListsStayWithThem() {
    TestWindow test({.between_rows = 1ms});
    QVERIFY(test.startAndWaitForRows());
    auto& layers = named<QListWidget>(test, "Layers");
    layers.setFocus();
    layers.setCurrentRow(0);
    QTest::keyClick(&layers, Qt::Key_Down);
    QCOMPARE(layers.currentRow(), 1);
    QTest::keyClick(&layers, Qt::Key_Home);
    QCOMPARE(layers.currentRow(), 0);
    QVERIFY(test.window->state().live()); // the timeline did not take Home
}

void ReachTest::timelineKeysWorkFromThePlots() {
    TestWindow test({.between_rows = 1ms});
    QVERIFY(test.startAndWaitForRows());
    RunPlot& plane = test.window->deck().plot(PlotKind::Plane);
    plane.setFocus();
    QTest::keyClick(&plane, Qt::Key_Home);
    QVERIFY(!test.window->state().live());
    QCOMPARE(test.window->state().pass(), test.window->player().index().first());
    QTest::keyClick(&plane, Qt::Key_Space);
    QVERIFY(test.window->player().playing());
    QTest::keyClick(&plane, Qt::Key_Space);
    QVERIFY(!test.window->player().playing());
}

void ReachTest::panelsWriteTheSelection() {
    TestWindow test({.between_rows = 0ms});
    QVERIFY(test.startAndWaitForRows());
    ViewState& state = test.window->state();
    auto& methods = named<QListWidget>(test, "Methods");
    auto& layers = named<QListWidget>(test, "Layers");
    QCOMPARE(methods.count(), 2);
    QCOMPARE(layers.count(), 3);
    methods.setCurrentRow(1);
    QTest::keyClick(&methods, Qt::Key_Space);
    QVERIFY(!state.methodShown("cross_entropy") && state.methodShown("layerwise_ib"));
    layers.item(2)->setCheckState(Qt::Unchecked);
    QVERIFY(!state.layerShown(3) && state.layerShown(1));
    const QRect row = layers.visualItemRect(layers.item(1));
    QTest::mouseClick(layers.viewport(), Qt::LeftButton, {}, {row.right() - 10, row.center().y()});
    QCOMPARE(state.selectedLayer(), 2);
    QTest::mouseClick(layers.viewport(), Qt::LeftButton, {}, {row.right() - 10, row.center().y()});
    QCOMPARE(state.selectedLayer(), 0); // a second click ends it
    QTest::mouseClick(layers.viewport(), Qt::LeftButton, {}, {row.left() + 10, row.center().y()});
    QCOMPARE(state.selectedLayer(), 0); // on the check box: hidden, not selected
    QVERIFY(!state.layerShown(2));
    auto& estimator = named<QComboBox>(test, "Estimator");
    QCOMPARE(estimator.count(), 2);
    estimator.setCurrentIndex(1);
    QCOMPARE(state.estimator(), QString("binning"));
    named<QComboBox>(test, "Split").setCurrentIndex(1);
    QCOMPARE(state.split(), std::size_t(1));
    named<QComboBox>(test, "Unit").setCurrentIndex(1);
    QCOMPARE(state.unit(), InformationUnit::Nats);
}

void ReachTest::panelsFollowTheSelection() {
    TestWindow test({.between_rows = 0ms});
    QVERIFY(test.startAndWaitForRows());
    ViewState& state = test.window->state();
    state.showLayer(2, false);
    QCOMPARE(named<QListWidget>(test, "Layers").item(1)->checkState(), Qt::Unchecked);
    state.showMethod("layerwise_ib", false);
    QCOMPARE(named<QListWidget>(test, "Methods").item(0)->checkState(), Qt::Unchecked);
    state.setEstimator("binning");
    QCOMPARE(named<QComboBox>(test, "Estimator").currentText(), QString("Binning, 30 bins"));
    state.select("cross_entropy", 3);
    QVERIFY(named<QListWidget>(test, "Layers").item(2)->isSelected());
    QVERIFY(named<QListWidget>(test, "Methods").item(1)->isSelected());
}

void ReachTest::unitAndEstimatorAreInTheMenu() {
    TestWindow test({.between_rows = 0ms});
    QVERIFY(test.startAndWaitForRows());
    test.action("In nats").trigger();
    QCOMPARE(test.window->state().unit(), InformationUnit::Nats);
    test.action("Binning, 30 bins").trigger();
    QCOMPARE(test.window->state().estimator(), QString("binning"));
    QVERIFY(test.action("Binning, 30 bins").isChecked());
    QVERIFY(!test.action("Gaussian-mixture plug-in").isChecked());
}

void ReachTest::fitGoesToThePlotWithTheKeyboard() {
    TestWindow test({.between_rows = 0ms});
    QVERIFY(test.startAndWaitForRows());
    auto& plane = static_cast<FakePlot&>(test.window->deck().plot(PlotKind::Plane));
    auto& accuracy = static_cast<FakePlot&>(test.window->deck().plot(PlotKind::Accuracy));
    QApplication::setActiveWindow(test.window.get());
    accuracy.setFocus();
    QTRY_COMPARE(&test.window->deck().focused(), static_cast<RunPlot*>(&accuracy));
    test.action("Fit").trigger();
    QCOMPARE(accuracy.fits, 1);
    QCOMPARE(plane.fits, 0);
    test.action("Fit all plots").trigger();
    QCOMPARE(plane.fits, 1);
}

void ReachTest::plotGoesToTheFullScreenAndBack() {
    TestWindow test({.between_rows = 0ms});
    QVERIFY(test.startAndWaitForRows());
    RunPlot& plane = test.window->deck().plot(PlotKind::Plane);
    test.action("Plot on full screen").trigger();
    QVERIFY(plane.window() != test.window.get());
    QVERIFY(plane.window()->isFullScreen());
    plane.window()->close();
    QCOMPARE(plane.window(), static_cast<QWidget*>(test.window.get()));
    QTRY_VERIFY(plane.isVisible());
    test.action("Plot on full screen").trigger(); // and destroyed while it is there
}

void ReachTest::themeChangesThePalette() {
    TestWindow test;
    test.action("Dark").trigger();
    QTRY_VERIFY(test.window->palette().color(QPalette::Window).lightness() < 80);
    QCOMPARE(WindowSettings().theme(), Theme::Dark);
    test.action("Light").trigger();
    QTRY_VERIFY(test.window->palette().color(QPalette::Window).lightness() > 200);
    test.action("As the system").trigger();
}

void ReachTest::panelsAreRemembered() {
    {
        TestWindow test;
        for (QDockWidget* dock : test.window->findChildren<QDockWidget*>())
            if (dock->windowTitle() == "Mutual information") dock->hide();
        test.window->close();
    }
    TestWindow again;
    QDockWidget* hidden = nullptr;
    for (QDockWidget* dock : again.window->findChildren<QDockWidget*>())
        if (dock->isHidden()) hidden = dock;
    QVERIFY(hidden);
    QCOMPARE(hidden->windowTitle(), QString("Mutual information"));
    again.action("Arrange as at first").trigger();
    QVERIFY(!hidden->isHidden());
    QSettings().remove("window");
}

void ReachTest::messagesReplaceEachOther() {
    MessageBar bar;
    QVERIFY(bar.isHidden());
    for (int i = 0; i < 9; ++i)
        bar.tell(MessageKind::Note, QString("note %1").arg(i % 7));
    QCOMPARE(bar.texts(), (QStringList{"note 5", "note 6", "note 0", "note 1"}));
    bar.tell(MessageKind::Note, "note 6"); // again: the newest, once
    QCOMPARE(bar.texts(), (QStringList{"note 5", "note 0", "note 1", "note 6"}));
    bar.clear();
    QVERIFY(bar.isHidden());
}

void ReachTest::eventsAreAGoodModel() {
    EventsModel events;
    QAbstractItemModelTester tester(&events, QAbstractItemModelTester::FailureReportingMode::QtTest);
    events.addMessage(Severity::Error, "something happened");
    const auto run = std::make_shared<RunStore>(digitsDescription());
    events.setRun(run);
    for (int i = 0; i < 60; ++i)
        appendDigitsRow(*run, 0);
    events.refresh();
    QCOMPARE(events.rowCount(), 3); // the message, a layer that was frozen, a warning
    QCOMPARE(events.warnings(), 1);
    QVERIFY(!events.passOf(events.index(0, 0)));
    QCOMPARE(*events.passOf(events.index(1, 0)),
             run->rows(0).values<double>(run->rows(0).layout().index("pass"), 35)[0]);
    events.setRun(nullptr);
    QCOMPARE(events.rowCount(), 1); // what the window said stays
}

void ReachTest::presetIsChosenInTheBar() {
    TestWindow test;
    auto& experiments = named<QComboBox>(test, "Experiment");
    QCOMPARE(experiments.currentText(), QString("digits"));
    const int at = experiments.findText("twelve-bit");
    experiments.setCurrentIndex(at);
    Q_EMIT experiments.activated(at);
    QCOMPARE(test.window->training().experiment().data.name, std::string("twelve-bit"));
    const int mnist = experiments.findText("mnist");
    experiments.setCurrentIndex(mnist);
    Q_EMIT experiments.activated(mnist);
    test.action("Start").trigger();
    QVERIFY(test.window->messages().texts().join(' ').contains("mnist")); // asks for the folder of its files
    QCOMPARE(test.session->state(), SessionState::Idle);
}

} // namespace infoplane::testing

int main(int argc, char** argv) {
    return infoplane::testing::runTest<infoplane::testing::ReachTest>(argc, argv);
}

#include "reach_test.moc"
