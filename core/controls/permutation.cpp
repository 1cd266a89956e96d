// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/controls/permutation.h"

#include "core/support/assert.h"
#include "core/support/philox.h"

#include <algorithm>
#include <cmath>

namespace infoplane {
namespace {

StreamKey keyOf(std::uint64_t seed, ControlStream stream, std::size_t layer) {
    return {seed, Purpose::Controls,
            (static_cast<std::uint32_t>(stream) << 16) | static_cast<std::uint32_t>(layer)};
}

std::vector<double> countsOf(std::span<const std::int64_t> labels, std::size_t classes) {
    std::vector<double> counts(classes, 0.0);
    for (const std::int64_t y : labels)
        counts.at(static_cast<std::size_t>(y)) += 1.0;
    return counts;
}

} // namespace

std::vector<std::size_t> controlPermutation(std::uint64_t seed, ControlStream stream, std::size_t layer,
                                            std::uint64_t step, std::size_t count) {
    std::vector<std::uint32_t> order(count);
    fillPermutation(keyOf(seed, stream, layer), step, order.data(), static_cast<std::uint32_t>(count));
    return {order.begin(), order.end()};
}

std::uint64_t derivedSeed(std::uint64_t seed, std::size_t layer, std::uint64_t number) {
    const auto words =
        philox4x32({static_cast<std::uint32_t>(number), static_cast<std::uint32_t>(number >> 32), 0, 0},
                   philoxKey(keyOf(seed, ControlStream::EstimatorSeed, layer)));
    return (std::uint64_t{words[0]} << 32) | words[1];
}

Moments permutationMoments(std::span<const double> scores, std::span<const std::int64_t> labels,
                           std::size_t classes) {
    const std::size_t n = labels.size();
    INFOPLANE_ASSERT(n >= 2 && scores.size() == n * classes);
    const std::vector<double> counts = countsOf(labels, classes);
    const double points = static_cast<double>(n);
    std::vector<double> rows(n, 0.0), columns(classes, 0.0);
    double grand = 0.0;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t y = 0; y < classes; ++y) {
            rows[i] += counts[y] / points * scores[i * classes + y];
            columns[y] += scores[i * classes + y] / points;
        }
    for (const double row : rows)
        grand += row / points;
    double squares = 0.0;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t y = 0; y < classes; ++y)
            squares += counts[y] * std::pow(scores[i * classes + y] - rows[i] - columns[y] + grand, 2);
    return {grand, std::sqrt(squares / (points - 1.0)) / points};
}

ChanceAccuracy chanceAccuracy(std::span<const std::int64_t> labels, std::size_t classes, double errors) {
    INFOPLANE_ASSERT(labels.size() >= 2);
    const double points = static_cast<double>(labels.size());
    const std::vector<double> counts = countsOf(labels, classes);
    const auto [least, most] = std::ranges::minmax(counts);
    const auto deviation = [&](double m) { return std::sqrt(m * (1.0 - m) / (points - 1.0)); };
    const double low = least / points, high = most / points;
    // The deviation is largest in between where one half is.
    const double widest =
        low <= 0.5 && 0.5 <= high ? deviation(0.5) : std::max(deviation(low), deviation(high));
    return {std::max(0.0, low - errors * widest), std::min(1.0, high + errors * widest)};
}

} // namespace infoplane
