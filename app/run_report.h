// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/run_store.h"

#include <iosfwd>

namespace infoplane::app {

// The last values of every method as short tables: for each estimator and layer I(X;T^) and I(T^;Y) in bits
// with their standard error, estimand, sigma and n; accuracies with their read-out; passes over the data and
// seconds.
void writeRunReport(std::ostream& out, const RunStore& run);

} // namespace infoplane::app
