// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

// Closed forms that the self-test holds estimators against, nats.
namespace infoplane {

// The correlation of each of d pairs of Gaussian coordinates that share `nats` in all:
// I = -d/2 ln(1 - rho^2).
[[nodiscard]] double correlationFor(double nats, std::size_t d);

// The noise on d standard Gaussian coordinates that lets `nats` through: I = d/2 ln(1 + 1/sigma^2); nats > 0.
[[nodiscard]] double noiseFor(double nats, std::size_t d);

// I(y; a_y + sigma N(0, 1)) for y uniform on K symbols at the positions 0, 1, ..., K - 1: ln K minus the mean
// entropy of y given the noisy position, by the trapezoidal rule in steps of sigma/64 over all that lies
// within 10 sigma, good to 1e-9. sigma > 0.
[[nodiscard]] double lineOfSymbols(std::size_t symbols, double sigma);

// The sigma at which lineOfSymbols is `nats`, 0 < nats < ln K, by bisection.
[[nodiscard]] double lineNoiseFor(double nats, std::size_t symbols);

// K symbols of which each is mistaken with probability `error`, for every other one alike:
// I = ln K + (1 - e) ln(1 - e) + e ln(e / (K - 1)).
[[nodiscard]] double symmetricChannel(std::size_t symbols, double error);

} // namespace infoplane
