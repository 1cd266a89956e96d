// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

// Random permutations of points and labels, and what a mean over permuted labels comes to.
namespace infoplane {

// What a permutation or a draw of noise is for; part of its stream, so that no two share numbers.
enum class ControlStream : std::uint32_t {
    TrainLabels = 1,
    TestLabels = 2,
    ChanceLabels = 3,
    Pairs = 4,
    Noise = 5,
    EstimatorSeed = 6,
};

// Permutation number `step` of 0..count-1 of a stream, for one seed and layer.
[[nodiscard]] std::vector<std::size_t> controlPermutation(std::uint64_t seed, ControlStream stream,
                                                          std::size_t layer, std::uint64_t step,
                                                          std::size_t count);

// values[order[i]] for each i.
template <class T>
[[nodiscard]] std::vector<T> permuted(std::span<const T> values, std::span<const std::size_t> order) {
    std::vector<T> result;
    result.reserve(order.size());
    for (const std::size_t i : order)
        result.push_back(values[i]);
    return result;
}

// A seed for an estimator that draws anew, different for each `number`.
[[nodiscard]] std::uint64_t derivedSeed(std::uint64_t seed, std::size_t layer, std::uint64_t number);

struct Moments {
    double mean = 0.0, deviation = 0.0;
};

// Mean and deviation of A = 1/n sum_i a_i(y_pi(i)) over all permutations pi of the labels y, exactly
// (Hoeffding 1951, theorem 2): with c_y points of label y,
//   E A = 1/n^2 sum_i sum_y c_y a_i(y),
//   Var A = 1/(n^2 (n - 1)) sum_i sum_y c_y d_i(y)^2,
//   d_i(y) = a_i(y) - (mean of row i) - (mean of column y) + E A, rows weighted by c_y / n.
// scores [n, classes] row-major, finite; labels [n] in 0..classes-1; n >= 2.
[[nodiscard]] Moments permutationMoments(std::span<const double> scores, std::span<const std::int64_t> labels,
                                         std::size_t classes);

// Bounds on the accuracy of any predictions on permuted labels, known or not: with label shares p_y the mean
// over permutations is sum_y p_y (share predicted as y), between the smallest and the largest p_y, and the
// variance is at most m (1 - m) / (n - 1) at the mean m, for Hoeffding's d are the scores less their means.
struct ChanceAccuracy {
    double low = 0.0, high = 1.0; // with `errors` deviations
};
[[nodiscard]] ChanceAccuracy chanceAccuracy(std::span<const std::int64_t> labels, std::size_t classes,
                                            double errors);

} // namespace infoplane
