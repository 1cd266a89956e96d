// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/run_schema.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>

// What every estimator gives back. Information is in nats inside the program; whoever shows it converts.
namespace infoplane {

// On which side of the truth a value stands, in expectation.
enum class Direction {
    Exact, // exact for the empirical distribution, up to the standard error
    Lower,
    Upper,
    None, // no bound
};
[[nodiscard]] std::string nameOf(Direction value); // exact for the empirical distribution, lower, upper, none

// Which quantity an estimator gives and how, known before any value is there. Values compare only where the
// estimands are the same and at the same sigma.
struct EstimatorIdentity {
    std::string name;        // mixture, binning
    std::string title;       // for people: "Gaussian-mixture plug-in"
    std::string estimand_xt; // I(X;T^), I(X;T_b), ...
    std::string estimand_ty; // I(T^;Y), I(T_b;Y), ...
    Direction direction = Direction::None;
    bool has_error = false; // whether a Monte Carlo error comes with the values
    std::string parameters; // JSON object
};

// One measured information.
struct Estimate {
    double value = std::numeric_limits<double>::quiet_NaN(); // nats; negative or NaN is data
    // Monte Carlo error of the value for the given sample, one deviation, nats; NaN where there is none. It
    // says nothing about how the sample stands for the population, nor about the spread over seeds.
    double standard_error = std::numeric_limits<double>::quiet_NaN();
    double cap = std::numeric_limits<double>::quiet_NaN(); // no value can be above it, nats; NaN: no cap
    std::uint32_t flags = 0;                               // of enum Flag
};

// The two coordinates of one layer in the information plane, by one estimator on one sample.
struct InformationEstimate {
    EstimatorIdentity identity;
    Estimate xt;               // of identity.estimand_xt
    Estimate ty;               // of identity.estimand_ty
    std::uint64_t samples = 0; // points that were measured
    double seconds = 0.0;      // spent on both together
};

// Asked between pieces of a long measurement, at most a few milliseconds apart; false: stop. May be empty.
using Proceed = std::function<bool()>;

// kAtCap where the value is within 1 % of its cap or three standard errors of it, else 0.
[[nodiscard]] std::uint32_t capFlag(const Estimate& estimate);

// Plug-in entropy of a histogram, ln n - 1/n sum c ln c, in nats; 0 for an empty one.
[[nodiscard]] double histogramEntropy(std::span<const std::uint64_t> counts);

// A finite number as JSON writes it, in the fewest digits that give it back.
[[nodiscard]] std::string jsonNumber(double value);

} // namespace infoplane
