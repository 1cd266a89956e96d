// SPDX-License-Identifier: GPL-3.0-or-later
// What stands where in the window.
#include "ui/main_window/message_bar.h"
#include "ui/main_window/selection_panel.h"
#include "ui/main_window/timeline_bar.h"
#include "ui/main_window/window.h"
#include "ui/main_window/window_actions.h"
#include "ui/pages/start_page.h"
#include "ui/style/icons.h"

#include <QAction>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace infoplane::ui {

void MainWindow::buildCentre() {
    auto* centre = new QWidget(this);
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    messages_ = new MessageBar(centre);
    start_page_ = new StartPage(*actions_->start, centre);
    centre_ = new QStackedWidget(centre);
    centre_->addWidget(start_page_);
    centre_->addWidget(&deck_.frame(PlotKind::Plane));
    centre_->setMinimumSize(320, 240);
    column->addWidget(messages_);
    column->addWidget(centre_, 1);
    setCentralWidget(centre);
}

QDockWidget* MainWindow::addDock(Qt::DockWidgetArea area, const QString& title, const char* name,
                                 QWidget* content) {
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(QLatin1String(name));
    dock->setWidget(content);
    addDockWidget(area, dock);
    actions_->docks->addAction(dock->toggleViewAction());
    return dock;
}

void MainWindow::buildDocks() {
    setDockNestingEnabled(true);
    setTabPosition(Qt::RightDockWidgetArea, QTabWidget::North);
    selection_ = new SelectionPanel(shelf_, state_);
    const auto plot = [this](PlotKind kind, const char* name) {
        return addDock(Qt::RightDockWidgetArea, PlotDeck::titleOf(kind), name, &deck_.frame(kind));
    };
    selection_dock_ = addDock(Qt::LeftDockWidgetArea, tr("Runs and layers"), "selection_dock", selection_);
    information_dock_ = plot(PlotKind::Information, "information_dock");
    accuracy_dock_ = plot(PlotKind::Accuracy, "accuracy_dock");
    loss_dock_ = plot(PlotKind::Loss, "loss_dock");
    events_dock_ = addDock(Qt::RightDockWidgetArea, tr("Events"), "events_dock", makeEventsView());
    arrangeDocks();
}

void MainWindow::arrangeDocks() {
    for (QDockWidget* dock : {selection_dock_, information_dock_, accuracy_dock_, loss_dock_, events_dock_}) {
        dock->setFloating(false);
        dock->show();
    }
    addDockWidget(Qt::LeftDockWidgetArea, selection_dock_);
    addDockWidget(Qt::RightDockWidgetArea, information_dock_);
    splitDockWidget(information_dock_, accuracy_dock_, Qt::Vertical);
    tabifyDockWidget(accuracy_dock_, loss_dock_);
    tabifyDockWidget(loss_dock_, events_dock_);
    accuracy_dock_->raise();
    const int right = std::max(width() * 36 / 100, 280);
    resizeDocks({selection_dock_, information_dock_}, {selection_->sizeHint().width(), right},
                Qt::Horizontal);
    resizeDocks({information_dock_, accuracy_dock_}, {1, 1}, Qt::Vertical);
}

QWidget* MainWindow::makeEventsView() {
    auto* view = new QTreeView(this);
    view->setModel(&events_);
    view->setRootIsDecorated(false);
    view->setUniformRowHeights(true);
    view->setAlternatingRowColors(true);
    view->setAllColumnsShowFocus(true);
    view->setAccessibleName(tr("Events"));
    view->header()->setSectionResizeMode(EventsModel::kKind, QHeaderView::ResizeToContents);
    view->header()->setSectionResizeMode(EventsModel::kWhere, QHeaderView::ResizeToContents);
    view->header()->setStretchLastSection(true);
    connect(view, &QTreeView::activated, this, [this](const QModelIndex& index) {
        if (const std::optional<double> pass = events_.passOf(index)) player_.seek(*pass);
    });
    connect(&events_, &EventsModel::rowsInserted, view, &QTreeView::scrollToBottom);
    connect(messages_, &MessageBar::shown, &events_,
            [this](MessageKind kind, const QString& text) { events_.addMessage(Severity(int(kind)), text); });
    return view;
}

void MainWindow::buildBars(const std::vector<DeviceChoice>& devices) {
    control_ = new ControlBar(*actions_, devices, this);
    addToolBar(Qt::TopToolBarArea, control_);
    timeline_ = new TimelineBar(player_, state_, this);
    auto* bar = new QToolBar(tr("Timeline"), this);
    bar->setObjectName(QStringLiteral("timeline_bar"));
    bar->setMovable(false);
    bar->addWidget(timeline_);
    addToolBar(Qt::BottomToolBarArea, bar);
    actions_->docks->addSeparator();
    actions_->docks->addAction(control_->toggleViewAction());
    actions_->docks->addAction(bar->toggleViewAction());
}

void MainWindow::buildStatus() {
    recording_ = new QLabel(this);
    recording_->setTextFormat(Qt::PlainText);
    recording_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    recording_->setAccessibleName(tr("Run file"));
    recording_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    statusBar()->addWidget(recording_, 1);
    warnings_ = new QToolButton(this);
    warnings_->setAutoRaise(true);
    warnings_->setIcon(lineIcon(QStringLiteral("warning"), QColor(0xe6, 0x9f, 0x00)));
    warnings_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    warnings_->hide();
    connect(warnings_, &QToolButton::clicked, this, [this] {
        events_dock_->show();
        events_dock_->raise();
    });
    statusBar()->addPermanentWidget(warnings_);
}

void MainWindow::showWarnings() {
    const int count = events_.warnings();
    warnings_->setVisible(count > 0);
    warnings_->setText(count == 1 ? tr("1 warning") : tr("%1 warnings").arg(count));
    warnings_->setAccessibleName(warnings_->text());
    warnings_->setToolTip(tr("Show the events"));
}

void MainWindow::restoreLayout() {
    resize(1280, 800);
    arrangeDocks();
    if (const QByteArray geometry = settings_.geometry(); !geometry.isEmpty()) restoreGeometry(geometry);
    if (const QByteArray layout = settings_.layout(); !layout.isEmpty()) restoreState(layout);
}

} // namespace infoplane::ui
