// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/neighbours/gao.h"

#include "core/estimators/neighbours/neighbour_average.h"
#include "core/estimators/new_estimation.h"

#include <cmath>

namespace infoplane {
namespace {

class Gao final : public Estimator {
public:
    const EstimatorInfo& info() const override { return info_; }

    std::optional<std::string> refusal(const Variable&, const Variable&) const override {
        return std::nullopt;
    }

    Result<std::vector<Estimation>> measure(const Variable& x, const Variable& y,
                                            const EstimatorSettings& settings,
                                            const Proceed& proceed) const override;

private:
    EstimatorInfo info_{"gao",
                        "Gao, nearest neighbours for mixtures",
                        "Gao, Kannan, Oh & Viswanath 2017, Algorithm 1",
                        {neighboursParameter()},
                        false};
};

Result<std::vector<Estimation>> Gao::measure(const Variable& x, const Variable& y,
                                             const EstimatorSettings& settings,
                                             const Proceed& proceed) const {
    const Stopwatch watch;
    const std::size_t k = wholeParameter(settings, "k");
    if (const auto error = tooFewPoints(info_, x, k)) return *error;
    const auto counts = findNeighbourhoods(x, y, {k, settings.threads, proceed});
    if (!counts) return cancelled(info_);
    Estimation result = newEstimation(info_, x, y, settings);
    result.estimate = averageOver(*counts, x, y, std::log(static_cast<double>(x.points)));
    if (counts->fewer > 0)
        result.warnings.push_back(
            std::to_string(counts->fewer) + " of " + std::to_string(x.points) +
            " points have k points or fewer of their symbols, themselves included: all were taken");
    if (auto warning = scaleWarning(x, y)) result.warnings.push_back(std::move(*warning));
    if (auto warning = lowWarning(x, y, result.estimate)) result.warnings.push_back(std::move(*warning));
    result.seconds = watch.seconds();
    return std::vector{result};
}

} // namespace

std::unique_ptr<Estimator> makeGao() {
    return std::make_unique<Gao>();
}

} // namespace infoplane
