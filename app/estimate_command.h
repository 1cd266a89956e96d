// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/array_variable.h"
#include "app/console.h"
#include "app/estimator_choice.h"

#include <cstdint>
#include <optional>
#include <string>

namespace infoplane::app {

struct EstimateOptions {
    std::string file;
    std::string x, y; // names of arrays: see core/arrays/array_file.h
    std::optional<VariableType> x_type, y_type;
    EstimatorRequest request;
    std::uint64_t seed = 0;
    std::optional<std::size_t> threads;     // default: one for each processor
    std::optional<std::uint64_t> bootstrap; // replicates for the sampling error
    bool json = false;
};

// Mutual information of two arrays by each of the estimators: a table, or JSON, on out; what "all" left out,
// what was added beside a critic, and what failed, on err. 1 when an estimator failed, 128 + signal when one
// was stopped; the others' results are written all the same.
int runEstimate(const EstimateOptions& options, Console& console);

} // namespace infoplane::app
