// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/controls/permutation.h"
#include "core/estimators/estimate.h"
#include "core/estimators/variable.h"

#include <cstdint>
#include <span>

// I(T^;Y) out of sample: the mixture of the training points reads test points that it never saw. What the
// plug-in gives on the points of its own mixture cannot tell knowledge from memory; this can.
//
// With f_y the density of T^ in class y by the training points, f_y(t^) = mean over them of N(t^; t_k,
// sigma^2 I), p_y the label shares of the test sample and one draw of noise a test point, r_j(y) =
// f_y(t^_j) / sum_z p_z f_z(t^_j),
//   value = 1/M sum_j ln(1 - lambda + lambda r_j(y_j)).
// 1 - lambda + lambda r is the posterior over the prior of a reader that trusts the mixture with weight
// lambda, so that in expectation the value is a lower bound of I(T^;Y) (Barber & Agakov 2003), which no
// memory of training points lifts. lambda in [0, 1 - 1/N] is the best one on the training points, each read
// by the mixture of the others: where that finds nothing, lambda = 0 and the value is exactly 0.
//
// Where test labels are permuted at random, the mean of the value over permutations is known exactly and
//   1/M sum_j sum_y p_y ln(1 - lambda + lambda r_j(y)) <= ln 1 = 0     (Jensen, for sum_y p_y r_j(y) = 1),
// and so is its deviation (permutation.h); the same for the accuracy of argmax_y p_y r_j(y).
namespace infoplane {

struct LabelledPoints {
    const Variable& t; // continuous, clean
    std::span<const std::int64_t> labels;
};

struct HeldOutMixtureOptions {
    std::size_t classes = 0;
    double sigma = 0.0; // above 0
    std::uint64_t seed = 0;
    std::size_t layer = 0; // of the noise's stream
    std::size_t threads = 1;
};

struct HeldOutReading {
    double shrinkage = 0.0;                            // lambda
    double information = 0.0, information_error = 0.0; // nats; deviation over test points / sqrt(M)
    double accuracy = 0.0, accuracy_error = 0.0;       // fraction; binomial
    Moments chance_information, chance_accuracy;       // over permutations of the test labels
};

// Needs two points or more in each sample, of one width. An Error is Cancelled. Does not depend on the number
// of threads. O(N (N + M) width); memory 8 (N + M) classes bytes and 8 N a thread.
[[nodiscard]] Result<HeldOutReading> readHeldOut(const LabelledPoints& train, const LabelledPoints& test,
                                                 const HeldOutMixtureOptions& options,
                                                 const Proceed& proceed = {});

} // namespace infoplane
