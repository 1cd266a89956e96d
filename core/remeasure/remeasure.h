// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/data/dataset.h"
#include "core/estimators/estimator.h"
#include "core/store/run_store.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

// Measuring a recorded run again, from its stored weights: with estimators that were not chosen then, at
// other sigmas, on another number of points.
namespace infoplane {

struct RemeasureOptions {
    std::vector<std::string> estimators; // names of core/estimators; at least one
    ParameterValues set;                // for every estimator that has the parameter; sigma is not among them
    std::vector<double> sigmas;         // empty: each layer's own
    std::vector<std::uint64_t> samples; // N; empty: the run's evaluation sample of the split
    std::size_t split = 0;              // position in kSplitNames
    std::optional<std::string> method;  // empty: all
    std::optional<std::size_t> layer;   // 1..L; empty: all
    std::size_t threads = 2;
};

struct RemeasuredRow {
    std::string method;
    std::size_t layer = 0; // 1..L
    std::uint64_t seed = 0;
    double sigma = 0.0; // given to the estimator, where it has such a parameter
    Estimation result;
};

using RemeasureListener = std::function<void(std::size_t done, std::size_t all)>;

// Measures I(X;T^) and I(T^;Y), or what the estimators give of T and Y, of every layer, seed, sigma and N
// asked for, in this order; a critic's I(X;T^) with a reference beside it (core/estimators/reference.h).
// Samples of another N are drawn by the run's split seed, so that a smaller one of the same N is always the
// same. An Error names what is not there (an estimator, a method, a layer, more samples than the split has),
// what kinds of variables an estimator needs, or is Cancelled.
[[nodiscard]] Result<std::vector<RemeasuredRow>> remeasure(const RunStore& run, const Dataset& dataset,
                                                           const RemeasureOptions& options,
                                                           const RemeasureListener& listener = {},
                                                           const Proceed& proceed = {});

} // namespace infoplane
