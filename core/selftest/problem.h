// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimator.h"

#include <string>
#include <vector>

namespace infoplane {

// What the information of a problem is, in the words of the estimators (Estimation::estimand).
struct KnownAnswer {
    std::string estimand;
    double nats = 0.0; // of the distribution that the sample is drawn from
};

// A sample of two variables whose information is known exactly.
struct Problem {
    std::string name; // gaussian, layer, line, labels, symbols
    Variable x, y;
    ParameterValues given; // sigma, where noise is part of the problem
    std::vector<KnownAnswer> answers;
};

// The rungs of the ladder, 0 to 10 nats; a problem has those that it can reach.
//   gaussian  x and y of 2 Gaussian coordinates each, correlated in pairs
//   layer     T of 4 Gaussian coordinates, T^ = T + sigma N(0, I); constant at 0 nats; Y constant
//   line      T at one of 8 positions on a line, Y which; T^ = T + sigma N(0, 1)
//   labels    x = position of y + noise, y one of 8; nothing but the data is known
//   symbols   16 symbols through a symmetric channel, in exact proportions
// Every problem has its own random numbers, the same for the same seed; n points each (symbols: 3,840).
struct LadderOptions {
    std::size_t points = 2000; // at least 16
    std::vector<double> rungs{0, 0.25, 0.5, 1, 2, 3, 4, 6, 8, 10};
    std::uint64_t seed = 0;
};
[[nodiscard]] std::vector<Problem> ladder(const LadderOptions& options);

} // namespace infoplane
