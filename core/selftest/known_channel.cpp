// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/selftest/known_channel.h"

#include "core/support/assert.h"

#include <cmath>
#include <numbers>

namespace infoplane {
namespace {

double xLogX(double p, double scale) {
    return p > 0 ? p * std::log(p / scale) : 0.0;
}

// -p(t) ln of the mixture's density at t, p by the mixture of Gaussians at 0..K-1, all up to the factor of
// one Gaussian's height, which cancels between the entropies.
double densityAt(double t, std::size_t symbols, double sigma) {
    double sum = 0;
    for (std::size_t k = 0; k < symbols; ++k) {
        const double z = (t - static_cast<double>(k)) / sigma;
        sum += std::exp(-z * z / 2);
    }
    return sum / static_cast<double>(symbols);
}

} // namespace

double correlationFor(double nats, std::size_t d) {
    return std::sqrt(-std::expm1(-2 * nats / static_cast<double>(d)));
}

double noiseFor(double nats, std::size_t d) {
    INFOPLANE_ASSERT(nats > 0);
    return 1 / std::sqrt(std::expm1(2 * nats / static_cast<double>(d)));
}

double lineOfSymbols(std::size_t symbols, double sigma) {
    INFOPLANE_ASSERT(symbols > 0 && sigma > 0);
    const double step = sigma / 64, low = -10 * sigma;
    const double high = static_cast<double>(symbols - 1) + 10 * sigma;
    const auto steps = static_cast<std::size_t>((high - low) / step);
    // With q the density over the height h of one Gaussian, I = h(t^) - h(noise) = -E ln q - 1/2.
    double entropy = 0;
    for (std::size_t i = 0; i <= steps; ++i) {
        const double q = densityAt(low + static_cast<double>(i) * step, symbols, sigma);
        entropy -= xLogX(q, 1.0);
    }
    const double height = 1 / (sigma * std::sqrt(2 * std::numbers::pi));
    return entropy * step * height - 0.5;
}

double lineNoiseFor(double nats, std::size_t symbols) {
    INFOPLANE_ASSERT(nats > 0 && nats < std::log(static_cast<double>(symbols)));
    double low = 1e-2, high = 1e3; // of ln sigma's bisection
    for (int i = 0; i < 60; ++i) {
        const double middle = std::sqrt(low * high);
        (lineOfSymbols(symbols, middle) > nats ? low : high) = middle;
    }
    return std::sqrt(low * high);
}

double symmetricChannel(std::size_t symbols, double error) {
    const auto k = static_cast<double>(symbols);
    return std::log(k) + xLogX(1 - error, 1.0) + xLogX(error, k - 1);
}

} // namespace infoplane
