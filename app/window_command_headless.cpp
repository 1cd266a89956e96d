// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_command.h"

namespace infoplane::app {

int runWindow(const WindowOptions&, Console& console) {
    return complain(console,
                    {ErrorCode::InvalidArgument,
                     "this program was built without its window; train with infoplane train --preset "
                     "digits, or see infoplane --help",
                     ""});
}

std::string windowLibraries() {
    return "no Qt (built without the window)";
}

} // namespace infoplane::app
