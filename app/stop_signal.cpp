// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stop_signal.h"

#include <cstdlib>

namespace infoplane::app {

void StopSignal::take(std::ostream& err, const std::function<void()>& clear) {
    const std::optional<int> signal = interrupts_.wait(std::chrono::milliseconds(50));
    if (!signal) return;
    if (number_) std::_Exit(128 + *signal);
    number_ = signal;
    clear();
    err << "stopping; the run file is being completed (once more ends at once)\n" << std::flush;
}

} // namespace infoplane::app
