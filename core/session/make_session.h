// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/session.h"

#include <memory>

namespace infoplane {

// The session that trains with LibTorch and records with HDF5. `listener` may be null and must outlive the
// session.
[[nodiscard]] std::unique_ptr<Session> makeSession(SessionListener* listener);

} // namespace infoplane
