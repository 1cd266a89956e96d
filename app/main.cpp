// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/progress_line.h"
#include "app/run_command.h"

#include <csignal>
#include <exception>
#include <iostream>
#include <new>
#include <unistd.h>

namespace {

using namespace infoplane;

int run(int count, char** arguments, app::Console& console) {
    try {
        const Result<app::Command> command = app::parseCommandLine(count, arguments);
        if (!command) return app::complain(console, command.error());
        return app::runCommand(*command, console);
    } catch (const std::bad_alloc&) {
        return app::complain(console, {ErrorCode::OutOfMemory, "there is not enough memory for this", ""});
    } catch (const std::exception& error) {
        return app::complain(console, {ErrorCode::Internal, error.what(), "a bug in Infoplane"});
    }
}

} // namespace

int main(int count, char** arguments) {
    std::signal(SIGPIPE, SIG_IGN); // a reader that goes away is seen where it is written to
    app::Console console{std::cout, std::cerr, STDOUT_FILENO, ::isatty(STDOUT_FILENO) != 0,
                         app::terminalColumns(STDERR_FILENO)};
    const int code = run(count, arguments, console);
    std::cout.flush();
    if (std::cout.good() || code != app::kDone) return code;
    if (!app::readerIsGone(console)) std::cerr << "infoplane: standard output could not be written\n";
    return app::kFailed;
}
