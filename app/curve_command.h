// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace infoplane::app {

struct CurveOptions {
    std::string file;
    std::string x, y;       // arrays of symbols, a row a point; both or neither
    std::string table;      // an array of counts or probabilities, a row an x, a column a y; instead of them
    std::size_t betas = 50; // slopes, 1 to 10,000
    double tolerance = 1e-10; // nats, of each Lagrangian
    bool json = false;
};

// What the object holds, for the command's help.
[[nodiscard]] std::string_view curveJsonHelp();

// Writes the information-bottleneck curve of a finite p(x,y) (core/curve): what no representation of x can
// exceed. Where y is a function of x, the exact line min(I(X;T), H(Y)) at the optima of the squared
// Lagrangian, since those of the plain one are its corner for every beta in (0,1). Exit code 1 where a point
// did not converge or a file could not be read; 128 + signal when it was stopped.
int runCurve(const CurveOptions& options, Console& console);

} // namespace infoplane::app
