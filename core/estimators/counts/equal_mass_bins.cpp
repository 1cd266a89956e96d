// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/counts/equal_mass_bins.h"

#include "core/estimators/counts/binned_estimator.h"
#include "core/estimators/new_estimation.h"
#include "core/support/parallel.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace infoplane {
namespace {

class EqualMassBins final : public BinnedEstimator {
public:
    const EstimatorInfo& info() const override { return info_; }

protected:
    Result<BinnedVariable> bin(const Variable& variable, const EstimatorSettings& settings,
                               const Proceed& proceed) const override;
    std::string ruleText(const EstimatorSettings& settings) const override {
        return jsonNumber(parameter(settings, "bins")) + " bins of equal mass";
    }
    double logBins(const EstimatorSettings& settings) const override {
        return std::log(parameter(settings, "bins"));
    }

private:
    EstimatorInfo info_{"binning_equal_mass",
                        "Binning, bins of equal mass",
                        "after Chelombiev, Houghton & O'Donnell 2019",
                        {{"bins", 30.0, 1.0, 65536.0, true, "", "bins of each column"}},
                        false};
};

// Writes the bins of one column; returns how many numbers are in another bin for being equal to a lower one.
std::size_t fillColumn(const Variable& v, std::size_t column, std::size_t bins, BinNumbers& numbers) {
    const auto value = [&](std::uint32_t i) { return v.values[i * v.width + column]; };
    std::vector<std::uint32_t> order(v.points);
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::sort(order, {}, value);
    std::size_t moved = 0, smaller = 0; // numbers smaller than the present one
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        if (value(order[rank]) != value(order[smaller])) smaller = rank;
        const std::size_t bin = bins * smaller / v.points;
        numbers.row(order[rank])[column] = static_cast<std::int32_t>(bin);
        moved += bin != bins * rank / v.points ? 1 : 0;
    }
    return moved;
}

Result<BinnedVariable> EqualMassBins::bin(const Variable& v, const EstimatorSettings& settings,
                                          const Proceed& proceed) const {
    BinNumbers numbers(v.points, v.width);
    std::vector<std::size_t> moved(v.width);
    const auto fill = [&](std::size_t column) {
        moved[column] = fillColumn(v, column, wholeParameter(settings, "bins"), numbers);
    };
    if (!parallelFor(v.width, settings.threads, fill, proceed)) return cancelled(info_);
    BinnedVariable binned{numbers.states(), {}, false};
    const std::size_t total = std::reduce(moved.begin(), moved.end());
    if (total > 0)
        binned.warnings.push_back(std::to_string(total) + " of " + std::to_string(v.values.size()) +
                                  " numbers of " + v.name +
                                  " went with equal ones into a lower bin: the bins are not of equal mass");
    return binned;
}

} // namespace

std::unique_ptr<Estimator> makeEqualMassBins() {
    return std::make_unique<EqualMassBins>();
}

} // namespace infoplane
