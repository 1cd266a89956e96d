// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/counts/equal_bins.h"

#include "core/estimators/counts/binned_estimator.h"
#include "core/estimators/new_estimation.h"
#include "core/support/parallel.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace infoplane {
namespace {

constexpr std::size_t kPieceNumbers = 1u << 18; // about a millisecond
constexpr double kToleratedShare = 0.01;

class EqualBins final : public BinnedEstimator {
public:
    const EstimatorInfo& info() const override { return info_; }

protected:
    Result<BinnedVariable> bin(const Variable& variable, const EstimatorSettings& settings,
                               const Proceed& proceed) const override;
    std::string ruleText(const EstimatorSettings& settings) const override;
    double logBins(const EstimatorSettings& settings) const override {
        return std::log(parameter(settings, "bins"));
    }

private:
    EstimatorInfo info_{
        "binning",
        "Binning, equal bins",
        "Shwartz-Ziv & Tishby 2017",
        {{"bins", 30.0, 1.0, 65536.0, true, "", "bins of each column"},
         {"low", 0.0, -1e300, 1e300, false, "unit of x", "where the bins begin"},
         {"high", 0.0, -1e300, 1e300, false, "unit of x",
          "where the bins end; equal to low: from the lowest to the highest number that there is"}},
        false};
};

struct Range {
    double low, high;
};

Range rangeOf(const Variable& v, const EstimatorSettings& settings) {
    const Range given{parameter(settings, "low"), parameter(settings, "high")};
    if (given.low != given.high) return given;
    const auto [low, high] = std::ranges::minmax(v.values);
    return {low, high};
}

std::string rangeText(const Range& range) {
    return "[" + jsonNumber(range.low) + ", " + jsonNumber(range.high) + "]";
}

// Writes the bins of the rows begin..end-1; returns how many numbers lay outside.
std::size_t fillRows(const Variable& v, const Range& range, double bins, std::size_t begin, std::size_t end,
                     BinNumbers& numbers) {
    // Halved, so that the length of no range is infinite.
    const double half = 0.5 * range.high - 0.5 * range.low;
    const double scale = half > 0.0 ? 0.5 * bins / half : 0.0;
    std::size_t outside = 0;
    for (std::size_t i = begin; i < end; ++i) {
        const auto row = v.row(i);
        std::int32_t* const to = numbers.row(i);
        for (std::size_t c = 0; c < v.width; ++c) {
            const double inside = std::clamp(row[c], range.low, range.high);
            outside += inside != row[c] ? 1 : 0;
            to[c] = static_cast<std::int32_t>(std::min((inside - range.low) * scale, bins - 1));
        }
    }
    return outside;
}

std::string EqualBins::ruleText(const EstimatorSettings& settings) const {
    const Range given{parameter(settings, "low"), parameter(settings, "high")};
    return jsonNumber(parameter(settings, "bins")) + " equal bins " +
           (given.low == given.high ? "over the observed range" : "on " + rangeText(given));
}

Result<BinnedVariable> EqualBins::bin(const Variable& v, const EstimatorSettings& settings,
                                      const Proceed& proceed) const {
    if (parameter(settings, "low") > parameter(settings, "high"))
        return Error{ErrorCode::InvalidArgument, "low must not be above high: exchange them", info_.name};
    const Range range = rangeOf(v, settings);
    BinNumbers numbers(v.points, v.width);
    const std::size_t rows = std::max<std::size_t>(1, kPieceNumbers / v.width);
    std::vector<std::size_t> outside((v.points + rows - 1) / rows);
    const bool done = parallelFor(
        outside.size(), settings.threads,
        [&](std::size_t piece) {
            outside[piece] = fillRows(v, range, parameter(settings, "bins"), piece * rows,
                                      std::min(v.points, (piece + 1) * rows), numbers);
        },
        proceed);
    if (!done) return cancelled(info_);
    const std::size_t total = std::reduce(outside.begin(), outside.end());
    BinnedVariable binned{numbers.states(), {}, false};
    binned.out_of_range =
        static_cast<double>(total) > kToleratedShare * static_cast<double>(v.values.size());
    if (total > 0)
        binned.warnings.push_back(std::to_string(total) + " of " + std::to_string(v.values.size()) +
                                  " numbers of " + v.name + " lie outside " + rangeText(range) +
                                  " and were put into the end bins");
    return binned;
}

} // namespace

std::unique_ptr<Estimator> makeEqualBins() {
    return std::make_unique<EqualBins>();
}

} // namespace infoplane
