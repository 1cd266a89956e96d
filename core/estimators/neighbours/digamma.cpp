// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/neighbours/digamma.h"

#include <cmath>
#include <numbers>

namespace infoplane {
namespace {

// Adding 1/j one by one would gather rounding errors: from here on the asymptotic series, whose first term
// left out is below 1e-17.
constexpr std::size_t kSeries = 50;

double series(double n) {
    const double square = 1.0 / (n * n);
    return std::log(n) - 0.5 / n - square * (1.0 / 12 - square * (1.0 / 120 - square / 252));
}

} // namespace

DigammaTable::DigammaTable(std::size_t most) : psi_(most + 1, 0.0) {
    double harmonic = 0.0; // sum_{j<n} 1/j
    for (std::size_t n = 1; n <= most; ++n) {
        psi_[n] = n < kSeries ? harmonic - std::numbers::egamma : series(static_cast<double>(n));
        harmonic += 1.0 / static_cast<double>(n);
    }
}

} // namespace infoplane
