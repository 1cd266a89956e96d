// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/session_bridge.h"
#include "ui/main_window/control_bar.h"
#include "ui/main_window/plot_deck.h"

#include <QString>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

namespace infoplane::ui {

struct MainWindowOptions {
    SessionFactory make_session; // core/session/make_session.h: makeSession
    PlotFactories plots = realPlots();
    QString program;   // path of this program, which the window starts again to read and recover files
    QString open;      // a run file to show at once, "-" for a stream on standard input, or empty
    bool play = false; // plays what `open` names from its first row, once it is read
    std::optional<Experiment> experiment; // what Start trains; empty: the preset digits
    std::vector<DeviceChoice> devices{{QStringLiteral("auto"), QStringLiteral("Auto")},
                                      {QStringLiteral("cpu"), QStringLiteral("CPU")}};
    QString version;
};

// The window of the program, not yet shown. A QApplication must exist.
[[nodiscard]] std::unique_ptr<QWidget> makeMainWindow(const MainWindowOptions& options);

// Makes the QApplication and the window, and returns the program's exit code when the window was closed.
int runWindow(int& argc, char** argv, const MainWindowOptions& options);

} // namespace infoplane::ui
