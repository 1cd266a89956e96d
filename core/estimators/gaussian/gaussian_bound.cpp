// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/gaussian/gaussian_bound.h"

#include "core/estimators/gaussian/noise_information.h"
#include "core/estimators/new_estimation.h"

#include <algorithm>

namespace infoplane {
namespace {

class GaussianBound final : public Estimator {
public:
    const EstimatorInfo& info() const override { return info_; }

    std::optional<std::string> refusal(const Variable& x, const Variable&) const override {
        if (!x.discrete) return std::nullopt;
        return "it needs a continuous x";
    }

    Result<std::vector<Estimation>> measure(const Variable& x, const Variable& y,
                                            const EstimatorSettings& settings,
                                            const Proceed& proceed) const override;

private:
    EstimatorInfo info_{
        "gaussian_bound",
        "Gaussian maximum-entropy bounds",
        "Cover & Thomas 2006, theorem 8.6.5",
        {{"sigma", std::nullopt, 1e-12, 1e12, false, "unit of x", "deviation of the added noise"}},
        false};
};

Result<std::vector<Estimation>> GaussianBound::measure(const Variable& x, const Variable& y,
                                                       const EstimatorSettings& settings,
                                                       const Proceed& proceed) const {
    const double sigma = parameter(settings, "sigma");
    Stopwatch watch;
    Estimation diagonal = newEstimation(info_, x, y, settings);
    diagonal.estimand = noisyInputEstimand(x, sigma);
    diagonal.direction = Direction::Upper;
    Estimation full = diagonal;
    diagonal.estimator += "_diagonal";
    diagonal.estimate.value = diagonalNoiseInformation(x, sigma);
    diagonal.seconds = watch.seconds();
    if (std::min(x.points, x.width) > kMostFull) {
        diagonal.warnings.push_back(
            "the full covariance is not taken where both columns and points are more than " +
            std::to_string(kMostFull));
        return std::vector{diagonal};
    }
    watch = Stopwatch();
    const auto value = fullNoiseInformation(x, sigma, {settings.threads, proceed});
    if (!value) return Error{value.error().code, value.error().message, info_.name};
    full.estimator += "_full";
    full.estimate.value = *value;
    full.seconds = watch.seconds();
    return std::vector{diagonal, full};
}

} // namespace

std::unique_ptr<Estimator> makeGaussianBound() {
    return std::make_unique<GaussianBound>();
}

} // namespace infoplane
