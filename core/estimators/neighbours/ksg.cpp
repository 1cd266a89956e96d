// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/neighbours/ksg.h"

#include "core/estimators/digamma.h"
#include "core/estimators/neighbours/neighbour_average.h"
#include "core/estimators/new_estimation.h"

namespace infoplane {
namespace {

class Ksg final : public Estimator {
public:
    const EstimatorInfo& info() const override { return info_; }

    std::optional<std::string> refusal(const Variable& x, const Variable& y) const override {
        if (!x.discrete && !y.discrete) return std::nullopt;
        return "it needs continuous x and y; ross takes a discrete one, gao any";
    }

    Result<std::vector<Estimation>> measure(const Variable& x, const Variable& y,
                                            const EstimatorSettings& settings,
                                            const Proceed& proceed) const override;

private:
    EstimatorInfo info_{"ksg",
                        "KSG-1, nearest neighbours",
                        "Kraskov, Stoegbauer & Grassberger 2004, eq. 8",
                        {neighboursParameter()},
                        false};
};

Result<std::vector<Estimation>> Ksg::measure(const Variable& x, const Variable& y,
                                             const EstimatorSettings& settings,
                                             const Proceed& proceed) const {
    const Stopwatch watch;
    const std::size_t k = wholeParameter(settings, "k");
    if (const auto error = tooFewPoints(info_, x, k)) return *error;
    const auto counts = findNeighbourhoods(x, y, {k, settings.threads, proceed});
    if (!counts) return cancelled(info_);
    Estimation result = newEstimation(info_, x, y, settings);
    result.estimate = averageOver(*counts, x, y, DigammaTable(x.points)(x.points));
    result.warnings = tieWarnings(x, y, *counts, k);
    if (auto warning = scaleWarning(x, y)) result.warnings.push_back(std::move(*warning));
    if (auto warning = lowWarning(x, y, result.estimate)) result.warnings.push_back(std::move(*warning));
    result.seconds = watch.seconds();
    return std::vector{result};
}

} // namespace

std::unique_ptr<Estimator> makeKsg() {
    return std::make_unique<Ksg>();
}

} // namespace infoplane
