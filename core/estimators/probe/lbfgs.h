// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/estimate.h"

#include <functional>
#include <span>
#include <vector>

namespace infoplane {

// The value of a smooth function at x; writes its gradient.
using SmoothFunction = std::function<double(std::span<const double> x, std::span<double> gradient)>;

struct LbfgsOptions {
    double tolerance = 1e-5; // of the gradient's Euclidean norm
    int iterations = 500;    // at most
    int memory = 20;         // steps that are remembered
    // Relative rounding error of the function's value: a rise below it does not refuse a step.
    double noise = 1e-7;
};

struct LbfgsResult {
    std::vector<double> x;
    double value = 0.0, gradient = 0.0; // there; the gradient's norm
    int iterations = 0;
    bool converged = false; // the tolerance was reached
    bool stopped = false;   // proceed, asked before every iteration, returned false
};

// Minimises by limited-memory BFGS (Nocedal & Wright 2006, algorithm 7.5) with a bisecting line search for
// the weak Wolfe conditions. Ends unconverged when no step lowers the value any more.
[[nodiscard]] LbfgsResult minimise(const SmoothFunction& function, std::vector<double> start,
                                   const LbfgsOptions& options, const Proceed& proceed = {});

} // namespace infoplane
