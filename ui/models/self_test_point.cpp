// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/self_test_point.h"

namespace infoplane::ui {

std::string informationOf(const SelfTestPoint& point) {
    return point.estimand.substr(0, point.estimand.find(','));
}

std::string noteOf(const SelfTestPoint& point) {
    std::string note = point.failure;
    for (const std::string& warning : point.warnings)
        note += (note.empty() ? "" : "; ") + warning;
    return note;
}

} // namespace infoplane::ui
