// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/store/run_store.h"

namespace infoplane {

// Whether a row from a file or a stream may go into the store, so that views can use it without further
// checks: layer numbers are those of layers (0..L), severities are known, and passes are finite and ascend
// (the common axis is searched by halving). Everything else may hold any value.
[[nodiscard]] Status checkRow(const RunStore& store, std::size_t method, MethodTable which, const Row& row);

} // namespace infoplane
