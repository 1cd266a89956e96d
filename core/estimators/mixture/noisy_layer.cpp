// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/mixture/noisy_layer.h"

#include "core/support/assert.h"

#include <algorithm>
#include <cmath>

namespace infoplane {
namespace {

// The largest |u|^2 of any centre.
double largestSquare(const KernelCentres& centres) {
    double largest = 0;
    for (std::size_t s = 0; s < centres.size(); ++s) {
        const double square = 2 * centres.halfSquare(s);
        if (!std::isfinite(square)) return square;
        largest = std::max(largest, square);
    }
    return largest;
}

} // namespace

EstimatorParameter sigmaParameter() {
    return {"sigma",
            std::nullopt,
            1e-12,
            1e12,
            false,
            "unit of x",
            "standard deviation of the noise that is added to every number of x"};
}

EstimatorParameter drawsParameter() {
    return {"draws", 1.0, 1.0, 65536.0, true, "", "draws of noise for each point"};
}

std::optional<std::string> refusalOfNoisy(const Variable& x) {
    if (!x.discrete) return std::nullopt;
    return "it needs a continuous x, to which noise is added";
}

Result<KernelCentres> centresOf(const Variable& x, const Variable& y, double sigma, const std::string& who,
                                std::size_t threads) {
    INFOPLANE_ASSERT(!x.discrete && sigma > 0 && (!y.discrete || x.points == y.points));
    const std::vector<std::int64_t> labels = y.discrete ? y.symbols : std::vector<std::int64_t>(x.points, 0);
    KernelCentres centres(x.values.data(), x.width, labels, sigma, threads);
    if (std::isfinite(largestSquare(centres))) return centres;
    return Error{ErrorCode::Numeric,
                 x.name + " is too large beside sigma for double precision: take a larger sigma", who};
}

std::vector<std::string> warningsOf(const KernelCentres& centres) {
    constexpr double kRounding = 0x1p-52, kSeen = 1e-6; // of an exponent
    const double square = largestSquare(centres);
    if (square * kRounding < kSeen) return {};
    return {"x spreads over " + jsonNumber(std::round(std::sqrt(square))) +
            " sigma, so that rounding blurs the distances of near points: take a larger sigma or leave far "
            "points out"};
}

StreamKey noiseKey(const EstimatorSettings& settings) {
    return {settings.seed, Purpose::MeasurementNoise, 0};
}

Error stoppedMeasurement(const std::string& who) {
    return {ErrorCode::Cancelled, "The measurement was stopped.", who};
}

} // namespace infoplane
