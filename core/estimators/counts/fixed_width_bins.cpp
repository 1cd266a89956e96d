// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/counts/fixed_width_bins.h"

#include "core/estimators/counts/binned_estimator.h"
#include "core/estimators/new_estimation.h"
#include "core/support/parallel.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace infoplane {
namespace {

constexpr std::size_t kPieceWidths = 1u << 18; // about a millisecond

class FixedWidthBins final : public BinnedEstimator {
public:
    const EstimatorInfo& info() const override { return info_; }

protected:
    Result<BinnedVariable> bin(const Variable& variable, const EstimatorSettings& settings,
                               const Proceed& proceed) const override;
    std::string ruleText(const EstimatorSettings& settings) const override {
        return "bins of " + jsonNumber(parameter(settings, "width"));
    }
    double logBins(const EstimatorSettings&) const override {
        return std::numeric_limits<double>::infinity();
    }

private:
    EstimatorInfo info_{
        "binning_width",
        "Binning, bins of one width",
        "Saxe et al. 2019",
        {{"width", 0.5, 1e-12, 1e12, false, "unit of x", "width of the bins, one of which begins at 0"}},
        false};
};

Result<BinnedVariable> FixedWidthBins::bin(const Variable& v, const EstimatorSettings& settings,
                                           const Proceed& proceed) const {
    const double width = parameter(settings, "width");
    const auto [low, high] = std::ranges::minmax(v.values);
    constexpr double kMost = std::numeric_limits<std::int32_t>::max();
    if (std::max(std::abs(low), std::abs(high)) / width >= kMost)
        return Error{ErrorCode::InvalidArgument,
                     "a number of " + v.name + " lies more than 2^31 bins from 0: give a larger width",
                     info_.name};
    BinNumbers numbers(v.points, v.width);
    const std::size_t rows = std::max<std::size_t>(1, kPieceWidths / v.width);
    const auto fill = [&](std::size_t piece) {
        for (std::size_t i = piece * rows; i < std::min(v.points, (piece + 1) * rows); ++i)
            std::ranges::transform(v.row(i), numbers.row(i), [width](double number) {
                return static_cast<std::int32_t>(std::floor(number / width));
            });
    };
    if (!parallelFor((v.points + rows - 1) / rows, settings.threads, fill, proceed)) return cancelled(info_);
    return BinnedVariable{numbers.states(), {}, false};
}

} // namespace

std::unique_ptr<Estimator> makeFixedWidthBins() {
    return std::make_unique<FixedWidthBins>();
}

} // namespace infoplane
