// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace infoplane {

// What is known of a data set that is drawn from a known p(x,y), in nats.
struct Truth {
    double information = 0.0;   // I(X;Y)
    double label_entropy = 0.0; // H(Y)
};

// "I(X;Y) = 0.9764 bits, H(Y) = 1.0000 bits"
[[nodiscard]] std::string truthText(const Truth& truth);

} // namespace infoplane
