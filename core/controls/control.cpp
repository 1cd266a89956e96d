// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/controls/control.h"

#include <cmath>

namespace infoplane {

std::string nameOf(ControlVerdict verdict) {
    switch (verdict) {
    case ControlVerdict::AsGiven:
        return "as given";
    case ControlVerdict::NotAsGiven:
        return "not as given";
    case ControlVerdict::Beside:
        return "beside";
    case ControlVerdict::NotMeasured:
        break;
    }
    return "not measured";
}

ControlVerdict judge(const MustGive& must, double value) {
    if (must.low == -kNoLimit && must.high == kNoLimit) return ControlVerdict::Beside;
    if (std::isnan(value)) return ControlVerdict::NotAsGiven;
    return must.low <= value && value <= must.high ? ControlVerdict::AsGiven : ControlVerdict::NotAsGiven;
}

} // namespace infoplane
