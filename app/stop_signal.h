// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/interrupts.h"

#include <functional>
#include <optional>
#include <ostream>

namespace infoplane::app {

// The signal that a run is stopped by. Make it before the run's session, whose threads inherit the mask.
class StopSignal {
public:
    // Waits a moment for a signal. The first is kept and said, after `clear` has taken away the progress; the
    // second ends the program at once.
    void take(std::ostream& err, const std::function<void()>& clear);

    [[nodiscard]] const std::optional<int>& number() const { return number_; }
    explicit operator bool() const { return number_.has_value(); }

private:
    Interrupts interrupts_;
    std::optional<int> number_;
};

} // namespace infoplane::app
