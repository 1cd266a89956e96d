// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qt_environment.h"

#include "app/console.h"

#include <QString>
#include <QtGlobal>

#include <clocale>
#include <cstdlib>
#include <iostream>
#include <langinfo.h>
#include <string_view>

namespace infoplane::app {
namespace {

bool isSet(const char* name) {
    const char* const value = std::getenv(name);
    return value != nullptr && *value != '\0';
}

void onQtMessage(QtMsgType type, const QMessageLogContext& context, const QString& message) {
    if (type == QtFatalMsg && message.contains(QLatin1String("platform plugin"))) {
        std::cerr << "infoplane: no window can be opened on this display; check DISPLAY, or train on the "
                     "command line "
                     "with infoplane train --preset digits\n";
        std::_Exit(kWrongUse);
    }
    // Of no concern to the user: the folder that Qt takes instead serves as well.
    if (message.startsWith(QLatin1String("QStandardPaths: XDG_RUNTIME_DIR not set"))) return;
    std::cerr << qFormatLogMessage(type, context, message).toStdString() << '\n';
}

} // namespace

bool hasDisplay() {
    return isSet("DISPLAY") || isSet("WAYLAND_DISPLAY") || isSet("QT_QPA_PLATFORM");
}

void prepareQt() {
    std::setlocale(LC_CTYPE, "");
    if (std::string_view(::nl_langinfo(CODESET)) != "UTF-8") ::setenv("LC_ALL", "C.UTF-8", 1);
    qInstallMessageHandler(onQtMessage);
}

void prepareQtWithoutDisplay() {
    prepareQt();
    if (!isSet("QT_QPA_PLATFORM")) ::setenv("QT_QPA_PLATFORM", "offscreen", 1);
}

} // namespace infoplane::app
