// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/estimate.h"

#include "core/support/assert.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace infoplane {

std::string nameOf(Direction value) {
    switch (value) {
    case Direction::Exact:
        return "exact for the empirical distribution";
    case Direction::Lower:
        return "lower";
    case Direction::Upper:
        return "upper";
    case Direction::None:
        break;
    }
    return "none";
}

std::uint32_t capFlag(const Estimate& estimate) {
    const double error = std::isnan(estimate.standard_error) ? 0.0 : 3 * estimate.standard_error;
    const double near = std::max(0.01 * estimate.cap, error);
    return estimate.cap - estimate.value <= near ? kAtCap : 0u; // 0 where either is NaN
}

double histogramEntropy(std::span<const std::uint64_t> counts) {
    double total = 0, weighted = 0;
    for (const std::uint64_t count : counts) {
        const auto c = static_cast<double>(count);
        total += c;
        weighted += count > 1 ? c * std::log(c) : 0.0;
    }
    // Rounding must not turn the entropy of one cell into a negative number.
    return total > 0 ? std::max(0.0, std::log(total) - weighted / total) : 0.0;
}

std::string jsonNumber(double value) {
    INFOPLANE_ASSERT(std::isfinite(value));
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

} // namespace infoplane
