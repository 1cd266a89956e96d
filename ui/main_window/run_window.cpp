// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/main_window.h"
#include "ui/main_window/window_settings.h"

#include <QApplication>
#include <QIcon>

namespace infoplane::ui {

int runWindow(int& argc, char** argv, const MainWindowOptions& options) {
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Infoplane"));
    QApplication::setApplicationName(QStringLiteral("Infoplane"));
    QApplication::setApplicationVersion(options.version);
    QGuiApplication::setDesktopFileName(QStringLiteral("infoplane"));
    QApplication::setWindowIcon(QIcon::fromTheme(QStringLiteral("infoplane")));
    applyTheme(WindowSettings().theme());
    const std::unique_ptr<QWidget> window = makeMainWindow(options);
    window->show();
    return QApplication::exec();
}

} // namespace infoplane::ui
