// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/plot_commands.h"

#include "ui/main_window/message_bar.h"
#include "ui/main_window/plot_deck.h"
#include "ui/main_window/window_actions.h"
#include "ui/models/view_state.h"
#include "ui/pages/export_all_dialog.h"
#include "ui/plots/export_dialog.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QMainWindow>
#include <QMenu>
#include <QSettings>

namespace infoplane::ui {
namespace {

QString folderKey() {
    return QStringLiteral("export/folder");
}

QString fileWord(PlotKind kind) {
    switch (kind) {
    case PlotKind::Plane:
        return QStringLiteral("plane");
    case PlotKind::Information:
        return QStringLiteral("information");
    case PlotKind::Accuracy:
        return QStringLiteral("accuracy");
    case PlotKind::Loss:
        break;
    }
    return QStringLiteral("loss");
}

} // namespace

PlotCommands::PlotCommands(QMainWindow& window, const WindowActions& actions, PlotDeck& deck,
                           ViewState& state, MessageBar& messages)
    : QObject(&window), window_(window), actions_(actions), deck_(deck), state_(state), messages_(messages) {
    connectView();
    connectExport();
    connect(&state, &ViewState::selectionChanged, this, &PlotCommands::showState);
    showState();
    setRun(false, {});
}

void PlotCommands::connectView() {
    connect(actions_.fit, &QAction::triggered, this, [this] { deck_.focused().fit(); });
    connect(actions_.this_plot, &QMenu::aboutToShow, this, &PlotCommands::fillThisPlot);
    connect(actions_.fit_all, &QAction::triggered, &deck_, &PlotDeck::fitAll);
    connect(actions_.plot_full_screen, &QAction::triggered, &deck_, &PlotDeck::toggleFullScreen);
    connect(actions_.bits, &QAction::triggered, this, [this] { state_.setUnit(InformationUnit::Bits); });
    connect(actions_.nats, &QAction::triggered, this, [this] { state_.setUnit(InformationUnit::Nats); });
}

void PlotCommands::connectExport() {
    connect(actions_.export_plot, &QAction::triggered, this, &PlotCommands::exportFocused);
    connect(actions_.export_all, &QAction::triggered, this, &PlotCommands::exportAll);
    connect(actions_.copy_picture, &QAction::triggered, this, [this] {
        QApplication::clipboard()->setPixmap(deck_.focused().grab());
        messages_.tell(
            MessageKind::Note,
            tr("The picture of “%1” is on the clipboard.").arg(PlotDeck::titleOf(deck_.focused().kind())));
    });
}

void PlotCommands::fillThisPlot() {
    actions_.this_plot->clear();
    actions_.this_plot->addSection(PlotDeck::titleOf(deck_.focused().kind()));
    deck_.focused().fillPlotMenu(*actions_.this_plot);
}

void PlotCommands::showState() {
    (state_.unit() == InformationUnit::Bits ? actions_.bits : actions_.nats)->setChecked(true);
    for (QAction* action : actions_.estimators->actions())
        action->setChecked(action->data().toString() == state_.estimator());
}

void PlotCommands::setOutline(const RunOutline& outline) {
    actions_.estimators->clear();
    for (const RunOutline::Entry& entry : outline.estimators) {
        QAction* action = actions_.estimators->addAction(entry.text);
        action->setCheckable(true);
        action->setData(entry.key);
        action->setToolTip(entry.hint);
        connect(action, &QAction::triggered, this, [this, key = entry.key] {
            state_.setEstimator(key);
            showState();
        });
    }
    actions_.estimators->setEnabled(!outline.estimators.empty());
    showState();
}

void PlotCommands::setRun(bool there, const QString& name) {
    name_ = name;
    for (QAction* action : {actions_.export_plot, actions_.export_all, actions_.copy_picture, actions_.fit,
                            actions_.fit_all, actions_.plot_full_screen})
        action->setEnabled(there);
}

void PlotCommands::exportFocused() {
    ExportDialog(deck_.focused(), &window_).exec();
}

void PlotCommands::exportAll() {
    ExportAllDialog dialog(&window_);
    if (dialog.exec() != QDialog::Accepted) return;
    const QString folder = QFileDialog::getExistingDirectory(
        &window_, tr("Folder for the plots"), QSettings().value(folderKey(), QDir::homePath()).toString());
    if (folder.isEmpty()) return;
    QSettings().setValue(folderKey(), folder);
    for (const PlotKind kind : PlotDeck::kKinds) {
        const QString file = QStringLiteral("%1-%2.%3").arg(name_, fileWord(kind), dialog.format());
        if (!exportTo(deck_.plot(kind), QDir(folder).filePath(file), dialog.points())) return;
    }
    messages_.tell(MessageKind::Note,
                   tr("All plots were exported to %1.").arg(QDir::toNativeSeparators(folder)));
}

bool PlotCommands::exportTo(const RunPlot& plot, const QString& path, QSizeF points) {
    const Status written = plot.exportTo(path, points);
    if (!written)
        messages_.tell(
            MessageKind::Error,
            tr("The plot was not exported. %1").arg(QString::fromStdString(written.error().text())));
    return written.ok();
}

} // namespace infoplane::ui
