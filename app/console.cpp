// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console.h"

#include <ostream>
#include <poll.h>

namespace infoplane::app {

Error wrong(std::string sentence) {
    return {ErrorCode::InvalidArgument, std::move(sentence), ""};
}

int exitCodeOf(const Error& error) {
    switch (error.code) {
    case ErrorCode::InvalidArgument:
    case ErrorCode::NotFound:
    case ErrorCode::Exists:
        return kWrongUse;
    default:
        return kFailed;
    }
}

int complain(const Console& console, const Error& error) {
    console.err << "infoplane: " << error.text() << '\n' << std::flush;
    return exitCodeOf(error);
}

bool readerIsGone(const Console& console) {
    if (console.out_descriptor < 0) return false;
    pollfd request{console.out_descriptor, 0, 0};
    return ::poll(&request, 1, 0) > 0 && (request.revents & POLLERR) != 0;
}

} // namespace infoplane::app
