// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/neighbours/ross.h"

#include "core/estimators/digamma.h"
#include "core/estimators/neighbours/neighbour_average.h"
#include "core/estimators/new_estimation.h"

namespace infoplane {
namespace {

class Ross final : public Estimator {
public:
    const EstimatorInfo& info() const override { return info_; }

    std::optional<std::string> refusal(const Variable& x, const Variable& y) const override {
        if (x.discrete != y.discrete) return std::nullopt;
        return "it needs one continuous and one discrete variable";
    }

    Result<std::vector<Estimation>> measure(const Variable& x, const Variable& y,
                                            const EstimatorSettings& settings,
                                            const Proceed& proceed) const override;

private:
    EstimatorInfo info_{"ross",
                        "Ross, nearest neighbours within classes",
                        "Ross 2014, eq. 2",
                        {neighboursParameter()},
                        false};
};

// The points whose label another point has too.
std::vector<std::size_t> inSharedClasses(const Variable& labels) {
    const auto sizes = symbolCounts(labels);
    std::vector<std::size_t> index;
    for (std::size_t i = 0; i < labels.points; ++i)
        if (sizes[static_cast<std::size_t>(labels.symbols[i])] > 1) index.push_back(i);
    return index;
}

std::vector<std::string> classWarnings(std::size_t dropped, std::size_t fewer) {
    std::vector<std::string> warnings;
    if (dropped > 0)
        warnings.push_back(std::to_string(dropped) + " points were left out: each is alone in its class");
    if (fewer > 0)
        warnings.push_back(std::to_string(fewer) +
                           " points lie in classes of k points or fewer: all others of the class were taken");
    return warnings;
}

Result<std::vector<Estimation>> Ross::measure(const Variable& all_x, const Variable& all_y,
                                              const EstimatorSettings& settings,
                                              const Proceed& proceed) const {
    const Stopwatch watch;
    const std::size_t k = wholeParameter(settings, "k");
    if (const auto error = tooFewPoints(info_, all_x, k)) return *error;
    const auto index = inSharedClasses(all_x.discrete ? all_x : all_y);
    if (index.empty())
        return Error{ErrorCode::InvalidArgument,
                     "every point is alone in its class: give labels that several points share", info_.name};
    const Variable x = subsample(all_x, index), y = subsample(all_y, index);
    const auto counts = findNeighbourhoods(x, y, {k, settings.threads, proceed});
    if (!counts) return cancelled(info_);
    Estimation result = newEstimation(info_, x, y, settings);
    result.estimate = averageOver(*counts, x, y, DigammaTable(x.points)(x.points));
    result.warnings = classWarnings(all_x.points - x.points, counts->fewer);
    for (std::string& warning : tieWarnings(x, y, *counts, k))
        result.warnings.push_back(std::move(warning));
    result.seconds = watch.seconds();
    return std::vector{result};
}

} // namespace

std::unique_ptr<Estimator> makeRoss() {
    return std::make_unique<Ross>();
}

} // namespace infoplane
