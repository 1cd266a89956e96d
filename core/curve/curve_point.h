// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A place in the information plane.
namespace infoplane {

struct CurvePoint {
    double I_XT = 0.0; // nats
    double I_TY = 0.0; // nats
};

} // namespace infoplane
