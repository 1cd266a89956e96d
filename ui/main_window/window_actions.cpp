// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/window_actions.h"

#include "ui/style/icons.h"

#include <QAction>
#include <QActionGroup>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace infoplane::ui {

WindowActions::WindowActions(QMainWindow& window) : QObject(&window), window_(window) {
    buildFile();
    buildExperiment();
    buildView();
    buildPlot();
    buildHelp();
}

QMenu* WindowActions::addMenu(const QString& title) {
    return window_.menuBar()->addMenu(title);
}

QAction* WindowActions::add(QMenu* menu, const QString& text, const QKeySequence& keys, const char* icon) {
    QAction* action = menu->addAction(text);
    action->setShortcut(keys);
    if (icon) action->setIcon(lineIcon(QLatin1String(icon)));
    QString plain = text;
    plain.remove(QLatin1Char('&')).remove(QChar(0x2026));
    action->setToolTip(keys.isEmpty()
                           ? plain
                           : QStringLiteral("%1 (%2)").arg(plain, keys.toString(QKeySequence::NativeText)));
    in_order_ << action;
    return action;
}

QAction* WindowActions::addChoice(QMenu* menu, QActionGroup* group, const QString& text) {
    QAction* action = add(menu, text);
    action->setCheckable(true);
    group->addAction(action);
    return action;
}

void WindowActions::buildFile() {
    QMenu* menu = addMenu(tr("&File"));
    new_experiment = add(menu, tr("&New experiment…"), QKeySequence::New, "new");
    open = add(menu, tr("&Open run…"), QKeySequence::Open, "open");
    recent = menu->addMenu(tr("Open &recent"));
    close_run = add(menu, tr("&Close run"), Qt::CTRL | Qt::Key_W);
    menu->addSeparator();
    save_as = add(menu, tr("&Save run as…"), QKeySequence::Save, "save");
    run_folder = add(menu, tr("&Folder for runs…"));
    menu->addSeparator();
    export_plot = add(menu, tr("&Export plot…"), Qt::CTRL | Qt::Key_E, "export");
    export_all = add(menu, tr("Export &all plots…"), Qt::CTRL | Qt::SHIFT | Qt::Key_E);
    menu->addSeparator();
    quit = add(menu, tr("&Quit"), Qt::CTRL | Qt::Key_Q);
    quit->setMenuRole(QAction::QuitRole);
}

void WindowActions::buildExperiment() {
    QMenu* menu = addMenu(tr("&Experiment"));
    start = add(menu, tr("&Start"), Qt::Key_F5, "play");
    pause = add(menu, tr("&Pause"), Qt::Key_F6, "pause");
    go_on = add(menu, tr("&Go on"), Qt::Key_F7, "play");
    stop = add(menu, tr("S&top"), Qt::SHIFT | Qt::Key_F5, "stop");
    menu->addSeparator();
    edit = add(menu, tr("&Edit…"), Qt::Key_F4, "edit");
}

void WindowActions::buildView() {
    QMenu* menu = addMenu(tr("&View"));
    buildTime(menu->addMenu(tr("&Time")));
    docks = menu->addMenu(tr("&Panels"));
    reset_layout = add(menu, tr("&Arrange as at first"));
    menu->addSeparator();
    full_screen = add(menu, tr("&Full screen"), Qt::Key_F11, "fullscreen");
    full_screen->setCheckable(true);
    plot_full_screen = add(menu, tr("Plot on full &screen"), Qt::SHIFT | Qt::Key_F11);
    menu->addSeparator();
    QMenu* theme = menu->addMenu(tr("T&heme"));
    auto* group = new QActionGroup(this);
    theme_system = addChoice(theme, group, tr("As the &system"));
    theme_light = addChoice(theme, group, tr("&Light"));
    theme_dark = addChoice(theme, group, tr("&Dark"));
}

// Their keys are taken where no list or field needs them (MainWindow::keyPressEvent), so they are not
// shortcuts of the whole window but told after a tab, as menus show keys.
void WindowActions::buildTime(QMenu* menu) {
    to_first = add(menu, tr("To the &first row\tHome"), {}, "first");
    back = add(menu, tr("&Back one row\tLeft"), {}, "previous");
    play = add(menu, tr("&Play or pause\tSpace"), {}, "play");
    forward = add(menu, tr("F&orward one row\tRight"), {}, "next");
    to_last = add(menu, tr("To the &newest row\tEnd"), {}, "last");
    live = add(menu, tr("Follow &live"), Qt::CTRL | Qt::Key_End, "live");
}

void WindowActions::buildPlot() {
    QMenu* menu = addMenu(tr("&Plot"));
    fit = add(menu, tr("&Fit"), Qt::CTRL | Qt::Key_0, "fit");
    fit_all = add(menu, tr("Fit &all plots"), Qt::CTRL | Qt::SHIFT | Qt::Key_0);
    this_plot =
        menu->addMenu(tr("&This plot")); // log axis, legend, smoothing, ...: what the plot in front offers
    menu->addSeparator();
    auto* group = new QActionGroup(this);
    bits = addChoice(menu, group, tr("In &bits"));
    nats = addChoice(menu, group, tr("In &nats"));
    bits->setShortcut(Qt::CTRL | Qt::Key_B);
    nats->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_B);
    estimators = menu->addMenu(tr("Est&imator"));
    menu->addSeparator();
    copy_picture = add(menu, tr("&Copy picture"), Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    menu->addAction(export_plot);
}

void WindowActions::buildHelp() {
    QMenu* menu = addMenu(tr("&Help"));
    shortcuts = add(menu, tr("&Keyboard shortcuts"), Qt::Key_F1);
    self_test = add(menu, tr("&Estimator self-test…"));
    about = add(menu, tr("&About Infoplane"));
    about->setMenuRole(QAction::AboutRole);
}

QVector<std::pair<QString, QString>> WindowActions::keys() const {
    QVector<std::pair<QString, QString>> keys{
        {tr("Left, Right"), tr("One recorded row back or forward")},
        {tr("Shift+Left, Shift+Right"), tr("Ten recorded rows back or forward")},
        {tr("Home, End"), tr("To the first row; to the newest row, live")},
        {tr("Space"), tr("Play, pause playing")},
    };
    for (const QAction* action : in_order_) {
        if (action->shortcut().isEmpty()) continue;
        QString text = action->text();
        text.remove(QLatin1Char('&'));
        keys.push_back({action->shortcut().toString(QKeySequence::NativeText), text});
    }
    return keys;
}

} // namespace infoplane::ui
