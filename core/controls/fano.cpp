// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/controls/fano.h"

#include "core/support/assert.h"

#include <cmath>

namespace infoplane {
namespace {

double xLogX(double x) {
    return x > 0.0 ? x * std::log(x) : 0.0;
}

} // namespace

double fanoAccuracy(double equivocation, std::size_t classes) {
    INFOPLANE_ASSERT(classes >= 1);
    if (classes == 1 || equivocation <= 0.0) return 1.0;
    const auto allowed = [classes](double a) {
        return -xLogX(a) - xLogX(1.0 - a) + (1.0 - a) * std::log(static_cast<double>(classes - 1));
    };
    double low = 1.0 / static_cast<double>(classes), high = 1.0;
    if (equivocation >= allowed(low)) return low;
    while (high - low > 1e-13) { // `allowed` falls from ln(classes) to 0
        const double middle = (low + high) / 2.0;
        (allowed(middle) >= equivocation ? low : high) = middle;
    }
    return high;
}

} // namespace infoplane
