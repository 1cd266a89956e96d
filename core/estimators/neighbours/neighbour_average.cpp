// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/neighbours/neighbour_average.h"

#include "core/estimators/counts/state_table.h"
#include "core/estimators/digamma.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace infoplane {
namespace {

constexpr double kLargestRatio = 100.0;

double meanDigamma(const std::vector<std::uint32_t>& counts, const DigammaTable& psi) {
    double sum = 0.0;
    for (const std::uint32_t c : counts)
        sum += psi(c);
    return sum / static_cast<double>(counts.size());
}

std::string ofPoints(std::size_t some, std::size_t all) {
    return std::to_string(some) + " of " + std::to_string(all) + " points ";
}

// How many points have a value that another one has too.
std::size_t sharedValues(const Variable& v) {
    StateRows rows(v.points, v.width * sizeof(double));
    for (std::size_t i = 0; i < v.points; ++i) {
        auto* const words = static_cast<std::uint64_t*>(rows.bytes(i));
        for (std::size_t c = 0; c < v.width; ++c)
            words[c] = std::bit_cast<std::uint64_t>(v.row(i)[c] + 0.0); // -0 becomes 0
    }
    std::size_t shared = 0;
    for (const std::uint64_t count : numberStates(rows).count)
        shared += count > 1 ? count : 0;
    return shared;
}

std::optional<std::string> sharedWarning(const Variable& v) {
    if (v.discrete) return std::nullopt;
    const std::size_t shared = sharedValues(v);
    if (shared == 0) return std::nullopt;
    return ofPoints(shared, v.points) + "have a value of " + v.name +
           " that another one has too, which no density gives: declare " + v.name + " discrete, or use gao";
}

struct Deviations {
    double smallest = std::numeric_limits<double>::infinity(),
           largest = 0.0; // of columns that are not constant
};

void addDeviations(const Variable& v, Deviations& d) {
    for (std::size_t c = 0; c < v.width; ++c) {
        double mean = 0.0, square = 0.0;
        for (std::size_t i = 0; i < v.points; ++i)
            mean += v.row(i)[c] / static_cast<double>(v.points);
        for (std::size_t i = 0; i < v.points; ++i)
            square += (v.row(i)[c] - mean) * (v.row(i)[c] - mean) / static_cast<double>(v.points);
        // What is left of a constant column after rounding is no deviation.
        if (std::sqrt(square) <= 1e-12 * std::abs(mean)) continue;
        d.smallest = std::min(d.smallest, std::sqrt(square));
        d.largest = std::max(d.largest, std::sqrt(square));
    }
}

} // namespace

EstimatorParameter neighboursParameter() {
    return {"k",
            3.0,
            1.0,
            1000.0,
            true,
            "",
            "how many nearest neighbours: few have less bias, many less variance"};
}

Estimate averageOver(const Neighbourhoods& counts, const Variable& x, const Variable& y, double log_points) {
    const DigammaTable psi(x.points);
    const double joint = meanDigamma(counts.joint, psi);
    const double of_x = meanDigamma(counts.x, psi), of_y = meanDigamma(counts.y, psi);
    Estimate estimate;
    estimate.value = joint + log_points - of_x - of_y;
    estimate.cap = log_points - joint;
    if (x.discrete) estimate.cap = log_points - of_x;
    if (y.discrete) estimate.cap = std::min(estimate.cap, log_points - of_y);
    estimate.flags = capFlag(estimate);
    return estimate;
}

std::optional<Error> tooFewPoints(const EstimatorInfo& info, const Variable& x, std::size_t k) {
    if (x.points > k) return std::nullopt;
    return Error{ErrorCode::InvalidArgument,
                 "k = " + std::to_string(k) + " neighbours need at least " + std::to_string(k + 1) +
                     " points and there are " + std::to_string(x.points) +
                     ": give more points or a smaller k",
                 info.name};
}

std::vector<std::string> tieWarnings(const Variable& x, const Variable& y, const Neighbourhoods& counts,
                                     std::size_t k) {
    std::vector<std::string> warnings;
    for (const Variable* v : {&x, &y})
        if (auto warning = sharedWarning(*v)) warnings.push_back(std::move(*warning));
    const auto tied = static_cast<std::size_t>(
        std::ranges::count_if(counts.joint, [&](std::uint32_t inside) { return inside != k; }));
    if (warnings.empty() && tied > counts.fewer)
        warnings.push_back(ofPoints(tied - counts.fewer, x.points) +
                           "have several neighbours at the distance of the k-th one, as numbers on a grid "
                           "have: the counts were taken strictly inside that distance");
    return warnings;
}

std::optional<std::string> lowWarning(const Variable& x, const Variable& y, const Estimate& estimate) {
    constexpr double kTooNear = 2.5;
    if (x.discrete || y.discrete || !(estimate.cap - estimate.value < kTooNear)) return std::nullopt;
    return "it comes near the largest value that so few points can give, " + jsonNumber(estimate.cap) +
           " nats, and is likely too low";
}

std::optional<std::string> scaleWarning(const Variable& x, const Variable& y) {
    if (x.discrete || y.discrete) return std::nullopt;
    Deviations d;
    addDeviations(x, d);
    addDeviations(y, d);
    if (!(d.largest > kLargestRatio * d.smallest)) return std::nullopt;
    return "the deviations of the columns of " + x.name + " and " + y.name + " differ by a factor of " +
           jsonNumber(std::round(d.largest / d.smallest)) +
           ", so that the largest decides who is near: divide each column by its deviation";
}

} // namespace infoplane
