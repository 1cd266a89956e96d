// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace infoplane {

// The digamma function psi(x) = d/dx ln Gamma(x), x > 0; absolute error below 1e-14 for x >= 1.
[[nodiscard]] double digamma(double x);

// psi(n) = -gamma + sum_{j<n} 1/j for the whole numbers 1..most. Memory: 8 bytes a number.
class DigammaTable {
public:
    explicit DigammaTable(std::size_t most);
    // Requires 1 <= n <= most.
    [[nodiscard]] double operator()(std::size_t n) const { return psi_[n]; }

private:
    std::vector<double> psi_;
};

} // namespace infoplane
