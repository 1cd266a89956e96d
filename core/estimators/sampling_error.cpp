// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/sampling_error.h"

#include "core/support/assert.h"
#include "core/support/philox.h"

#include <cmath>
#include <numeric>
#include <span>

namespace infoplane {
namespace {

std::vector<std::size_t> randomHalf(std::size_t points, std::uint64_t seed, std::uint64_t replicate) {
    std::vector<std::uint32_t> order(points);
    fillPermutation({seed, Purpose::Resampling}, replicate, order.data(), static_cast<std::uint32_t>(points));
    return {order.begin(), order.begin() + static_cast<std::ptrdiff_t>(points / 2)};
}

double deviation(std::span<const double> values) {
    const auto count = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    double squares = 0.0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    return std::sqrt(squares / (count - 1.0));
}

Error ofHalf(const Error& error) {
    if (error.code == ErrorCode::Cancelled) return error;
    return {error.code, "in a half of the points, for the sampling error: " + error.message, error.context};
}

// [estimation][replicate]
Result<std::vector<std::vector<double>>> valuesOfHalves(const Estimator& estimator, const Variable& x,
                                                        const Variable& y, const EstimatorSettings& settings,
                                                        std::uint64_t replicates, const Proceed& proceed) {
    std::vector<std::vector<double>> values;
    for (std::uint64_t b = 0; b < replicates; ++b) {
        const std::vector<std::size_t> half = randomHalf(x.points, settings.seed, b);
        const auto measured = estimator.measure(subsample(x, half), subsample(y, half), settings, proceed);
        if (!measured) return ofHalf(measured.error());
        values.resize(measured->size());
        for (std::size_t e = 0; e < measured->size(); ++e)
            values[e].push_back((*measured)[e].estimate.value);
    }
    return values;
}

} // namespace

Result<std::vector<double>> samplingErrors(const Estimator& estimator, const Variable& x, const Variable& y,
                                           const EstimatorSettings& settings, std::uint64_t replicates,
                                           const Proceed& proceed) {
    INFOPLANE_ASSERT(x.points == y.points && x.points >= 4);
    INFOPLANE_ASSERT(replicates >= kFewestReplicates && replicates <= kMostReplicates);
    const auto values = valuesOfHalves(estimator, x, y, settings, replicates, proceed);
    if (!values) return values.error();
    const std::size_t measured = x.points / 2, left = x.points - measured;
    const double scale = std::sqrt(static_cast<double>(measured) / static_cast<double>(left));
    std::vector<double> errors;
    for (const std::vector<double>& of_one : *values) {
        INFOPLANE_ASSERT(of_one.size() == replicates);
        errors.push_back(scale * deviation(of_one));
    }
    return errors;
}

} // namespace infoplane
