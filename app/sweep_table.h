// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sweep_results.h"
#include "core/series/series.h"

#include <iosfwd>
#include <string>
#include <string_view>

// The results of a sweep as text, CSV and JSON: a line for each point, method and layer; means over seeds,
// each value the last that was measured. Accuracy on the test split, information on the training split.
namespace infoplane::app {

struct TableOptions {
    std::string estimator = "mixture"; // of the text; CSV and JSON hold all
    InformationUnit unit = InformationUnit::Bits;
};

// For people: columns, in the unit that is asked for, "mean (deviation over seeds)". An Error names the
// estimators when there is none of that name.
[[nodiscard]] Status writeSweepTable(std::ostream& out, const SweepResults& results,
                                     const TableOptions& options);

// RFC 4180, one value a line: point, the varied keys, method, layer (empty: the network's output), sigma,
// beta, quantity (accuracy, I_XT, I_TY), reader (read-out or estimator), estimand, split, n, seeds, unit,
// mean, deviation over seeds, Monte Carlo error of the mean, flags. Empty: does not exist.
[[nodiscard]] std::string sweepCsv(const SweepResults& results, InformationUnit unit);

// A list of objects, a line of the table each; information in nats.
[[nodiscard]] std::string sweepJson(const SweepResults& results);
[[nodiscard]] std::string_view sweepJsonHelp();

} // namespace infoplane::app
