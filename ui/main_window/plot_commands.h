// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/main_window/run_outline.h"

#include <QObject>
#include <QSizeF>
#include <QString>

class QMainWindow;

namespace infoplane::ui {

class MessageBar;
class PlotDeck;
class RunPlot;
class ViewState;
class WindowActions;

// What the Plot menu does: fit, axes, unit, estimator, copy, export, full screen.
class PlotCommands : public QObject {
    Q_OBJECT

public:
    PlotCommands(QMainWindow& window, const WindowActions& actions, PlotDeck& deck, ViewState& state,
                 MessageBar& messages);

    // What there is to choose from in the estimator menu.
    void setOutline(const RunOutline& outline);
    // Without a run there is nothing to export. `name` is what exported files are called after.
    void setRun(bool there, const QString& name);

private:
    void connectView();
    void connectExport();
    void fillThisPlot();
    void showState();
    void exportFocused();
    void exportAll();
    bool exportTo(const RunPlot& plot, const QString& path, QSizeF points);

    QMainWindow& window_;
    const WindowActions& actions_;
    PlotDeck& deck_;
    ViewState& state_;
    MessageBar& messages_;
    QString name_;
};

} // namespace infoplane::ui
