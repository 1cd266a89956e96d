// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/session.h"
#include "core/import/import.h"

#include <memory>

namespace infoplane {

// A session whose one run is this import (core/import/import.h). Of the request that starts it only the
// output counts. `file` is used by the session's thread alone; `listener` is called on it.
[[nodiscard]] std::unique_ptr<Session> makeImportSession(std::unique_ptr<OpenArrays> file,
                                                         ImportOptions options, ImportListener listener);

} // namespace infoplane
