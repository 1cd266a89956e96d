// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_command.h"

#include "app/interrupts.h"
#include "app/paths.h"
#include "app/qt_environment.h"
#include "core/session/make_session.h"
#include "core/session/run_identity.h"
#include "core/training/trainer.h"
#include "ui/main_window/main_window.h"

#include <QCoreApplication>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <thread>

namespace infoplane::app {
namespace {

std::vector<ui::DeviceChoice> deviceChoices() {
    std::vector<ui::DeviceChoice> choices{{QStringLiteral("auto"), QStringLiteral("Auto")}};
    for (const std::string& device : listDevices()) {
        const QString title = QString::fromStdString(device);
        choices.push_back({title.section(QLatin1Char(' '), 0, 0), title});
    }
    return choices;
}

Result<ui::MainWindowOptions> windowOptions(const WindowOptions& options) {
    ui::MainWindowOptions window;
    window.make_session = makeSession;
    window.devices = deviceChoices();
    window.version = QString::fromStdString(programVersion());
    std::error_code error;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (error)
        return Error{ErrorCode::Internal, "the program cannot find itself below /proc; is it mounted?", ""};
    window.program = QString::fromStdString(program.string());
    window.open = QString::fromStdString(options.file);
    window.play = options.play;
    return window;
}

// Leaves the window's event loop on SIGINT, SIGTERM or SIGHUP, as closing the window does but without a
// question; a run is stopped and its file completed then. A second signal ends the program at once.
class LeaveOnSignal {
public:
    LeaveOnSignal() : thread_([this](const std::stop_token& stop) { watch(stop); }) {}

private:
    void watch(const std::stop_token& stop) {
        bool leaving = false;
        while (!stop.stop_requested()) {
            const std::optional<int> signal = interrupts_.wait(std::chrono::milliseconds(200));
            if (!signal) continue;
            const int code = 128 + *signal;
            if (leaving || QCoreApplication::instance() == nullptr) std::_Exit(code);
            leaving = true;
            QMetaObject::invokeMethod(
                QCoreApplication::instance(), [code] { QCoreApplication::exit(code); }, Qt::QueuedConnection);
        }
    }

    Interrupts interrupts_; // before every other thread: they inherit the signal mask
    std::jthread thread_;
};

} // namespace

int runWindow(const WindowOptions& options, Console& console) {
    if (!hasDisplay())
        return complain(console, {ErrorCode::InvalidArgument,
                                  "there is no display to open the window on; train on the command line with "
                                  "infoplane train --preset digits, or see infoplane --help",
                                  ""});
    if (!options.file.empty() && options.file != "-")
        if (const Status status = checkInputFile(options.file); !status)
            return complain(console, status.error());
    const LeaveOnSignal leave_on_signal;
    const Result<ui::MainWindowOptions> window = windowOptions(options);
    if (!window) return complain(console, window.error());
    prepareQt();
    char name[] = "infoplane";
    char* arguments[] = {name, nullptr};
    int count = 1;
    return ui::runWindow(count, arguments, *window);
}

std::string windowLibraries() {
    return std::string("Qt ") + qVersion();
}

} // namespace infoplane::app
