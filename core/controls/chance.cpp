// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/controls/chance.h"

#include "core/controls/permutation.h"

#include <cmath>
#include <vector>

namespace infoplane {
namespace {

// sum_y p_y I_(n_y) for one permutation: the labels' places in it.
Result<double> withinClasses(const ControlledLayer& layer, const Rate& rate, std::uint64_t number) {
    const auto& split = layer.train();
    const std::size_t n = split.t.points;
    const auto order = controlPermutation(layer.seed, ControlStream::ChanceLabels, layer.layer, number, n);
    std::vector<std::vector<std::size_t>> classes(layer.classes);
    for (std::size_t i = 0; i < n; ++i)
        classes[static_cast<std::size_t>(split.labels[i])].push_back(order[i]);
    double sum = 0.0;
    for (std::size_t y = 0; y < classes.size(); ++y) {
        if (classes[y].empty()) continue;
        const auto part = rate(subsample(split.t, classes[y]),
                               derivedSeed(layer.seed, layer.layer, 1 + number * classes.size() + y));
        if (!part) return part.error();
        sum += static_cast<double>(classes[y].size()) / static_cast<double>(n) * part->value;
    }
    return sum;
}

} // namespace

double Chance::errorOfNext() const {
    const double of_rate = std::isfinite(rate.standard_error) ? rate.standard_error : 0.0;
    return std::sqrt(deviation * deviation * (1.0 + 1.0 / static_cast<double>(kPermutations)) +
                     of_rate * of_rate);
}

Result<Chance> chanceOf(const ControlledLayer& layer, const Rate& rate) {
    const auto whole = rate(layer.train().t, derivedSeed(layer.seed, layer.layer, 0));
    if (!whole) return whole.error();
    std::vector<double> values;
    double mean = 0.0, squares = 0.0;
    for (std::uint64_t p = 0; p < kPermutations; ++p) {
        const auto within = withinClasses(layer, rate, p);
        if (!within) return within.error();
        values.push_back(whole->value - *within);
        mean += values.back() / static_cast<double>(kPermutations);
    }
    for (const double v : values)
        squares += (v - mean) * (v - mean);
    return Chance{mean, std::sqrt(squares / static_cast<double>(kPermutations - 1)), *whole};
}

} // namespace infoplane
