// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/window/window_test.h"

#include "tests/gui/window/fake_plot.h"

#include <QAbstractButton>
#include <QAction>
#include <QMenuBar>

namespace infoplane::testing {
namespace {

QAction* findAction(const QList<QAction*>& actions, const QString& text) {
    for (QAction* action : actions) {
        if (action->menu())
            if (QAction* found = findAction(action->menu()->actions(), text)) return found;
        QString plain = action->text().section(QLatin1Char('\t'), 0, 0);
        if (plain.remove(QLatin1Char('&')) == text) return action;
    }
    return nullptr;
}

} // namespace

TestWindow::TestWindow(FakeTraining training, const QString& program, bool real_plots,
                       const QString& replay) {
    ui::MainWindowOptions options;
    options.make_session = [this, training](SessionListener* listener) {
        auto made = std::make_unique<FakeSession>(listener, training);
        session = made.get();
        return made;
    };
    if (!real_plots) options.plots = fakePlots();
    options.program = program;
    options.open = replay;
    options.play = !replay.isEmpty();
    options.version = QStringLiteral("0.0.0");
    window = std::make_unique<ui::MainWindow>(options);
    window->show();
}

TestWindow::~TestWindow() = default;

QAction& TestWindow::action(const QString& text) const {
    QAction* found = findAction(window->menuBar()->actions(), text);
    if (!found) qFatal("no action %s", qPrintable(text));
    return *found;
}

QAbstractButton& TestWindow::button(const QString& name) const {
    QAbstractButton* found = nullptr;
    const auto look = [&] {
        for (QAbstractButton* button : window->findChildren<QAbstractButton*>())
            if (button->isVisible() && button->accessibleName().startsWith(name)) found = button;
        return found != nullptr;
    };
    if (!QTest::qWaitFor(look, 2000)) qFatal("no button %s", qPrintable(name));
    return *found;
}

bool TestWindow::waitForState(SessionState state) {
    // As the window shows it, not as the session has it.
    const auto shown = [this] {
        if (action(QStringLiteral("Start")).isEnabled()) return SessionState::Idle;
        if (action(QStringLiteral("Pause")).isEnabled()) return SessionState::Training;
        if (action(QStringLiteral("Go on")).isEnabled()) return SessionState::Paused;
        return action(QStringLiteral("Stop")).isEnabled() ? SessionState::Preparing : SessionState::Stopping;
    };
    return QTest::qWaitFor([&] { return shown() == state; }, 5000);
}

bool TestWindow::startAndWaitForRows() {
    action(QStringLiteral("Start")).trigger();
    return QTest::qWaitFor([this] { return window->player().index().rows() > 5; }, 5000);
}

} // namespace infoplane::testing
