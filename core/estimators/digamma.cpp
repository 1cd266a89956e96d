// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/digamma.h"

#include <cmath>

namespace infoplane {

double digamma(double x) {
    // From 15 on the first term that the asymptotic series leaves out is below 1e-16; psi(x + 1) = psi(x) +
    // 1/x.
    double below = 0.0;
    for (; x < 15.0; x += 1.0)
        below += 1.0 / x;
    const double s = 1.0 / (x * x);
    const double series = s * (1.0 / 12 - s * (1.0 / 120 - s * (1.0 / 252 - s * (1.0 / 240 - s / 132))));
    return std::log(x) - 0.5 / x - series - below;
}

DigammaTable::DigammaTable(std::size_t most) : psi_(most + 1, 0.0) {
    for (std::size_t n = 1; n <= most; ++n)
        psi_[n] = digamma(static_cast<double>(n));
}

} // namespace infoplane
