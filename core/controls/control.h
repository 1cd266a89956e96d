// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/estimators/estimator.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

// What every control says: an interval that is derived before anything is measured, the measured value, and
// whether it lies in the interval.
namespace infoplane {

inline constexpr double kNotKnown = std::numeric_limits<double>::quiet_NaN();
inline constexpr double kNoLimit = std::numeric_limits<double>::infinity();

enum class ControlVerdict {
    AsGiven,     // within the interval
    NotAsGiven,  // outside, or NaN
    Beside,      // nothing must hold: a number to be read beside another
    NotMeasured, // the estimator cannot measure this; `why` says why
};
[[nodiscard]] std::string nameOf(ControlVerdict verdict); // as given, not as given, beside, not measured

// What a value must be.
struct MustGive {
    double low = -kNoLimit, high = kNoLimit; // inclusive, with the allowance for errors that `why` names
    std::string why;                         // one sentence or two: what holds, and from what
};

struct ControlRow {
    std::string control;   // shuffled labels, permuted pairs, constant layer, identity layer, random layers
    std::string method;    // of the run
    std::size_t layer = 0; // 1..L; 0: no layer of the run
    std::uint64_t seed = 0;
    std::string split; // train, test: which points; "held out": fitted on train, measured on test
    std::string estimator;
    std::string quantity;      // the estimand, or which accuracy
    std::string unit = "nats"; // nats, fraction, or the unit of matrix Renyi
    MustGive must;
    double value = kNotKnown;
    double error = kNotKnown;  // one deviation of the value, of what is random in it; NaN: nothing is
    double sigma = kNotKnown;  // noise of T^; NaN: none is in the quantity
    std::uint64_t n = 0;       // points measured
    double beside = kNotKnown; // the same quantity of what the control is held against
    std::string beside_what;   // "the run's labels", "the trained layer"
    ControlVerdict verdict = ControlVerdict::NotMeasured;
    std::string parameters = "{}"; // JSON object
    double seconds = 0.0;
    std::vector<std::string> warnings;
};

// Where the value lies; Beside where the interval is the whole line.
[[nodiscard]] ControlVerdict judge(const MustGive& must, double value);

// How a control measures.
struct ControlSettings {
    std::size_t threads = 2;
    Proceed proceed; // asked between pieces; false: Cancelled
};

// Allowances. A value with a normal error lies 5 of them off once in 1.7 million; where the deviation itself
// comes from kPermutations values (Student's t of 19 degrees of freedom) once in 12,000.
inline constexpr double kAllowedErrors = 5.0;
inline constexpr std::size_t kPermutations = 20;
// What double precision leaves of an exact 0 or of an exact equality, nats.
inline constexpr double kRounding = 1e-9;

} // namespace infoplane
