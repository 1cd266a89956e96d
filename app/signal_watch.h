// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/interrupts.h"

#include <functional>
#include <optional>

namespace infoplane::app {

// Runs `work` on a thread of its own until it ends, so that signals are taken here. The work asks
// `proceed`, which is false from the first signal on. Gives that signal; empty: there was none. `interrupts`
// must have been made before any other thread.
[[nodiscard]] std::optional<int>
workUnderSignals(Interrupts& interrupts,
                 const std::function<void(const std::function<bool()>& proceed)>& work);

} // namespace infoplane::app
