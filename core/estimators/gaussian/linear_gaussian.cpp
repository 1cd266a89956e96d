// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/gaussian/linear_gaussian.h"

#include "core/estimators/gaussian/noise_information.h"
#include "core/estimators/new_estimation.h"

namespace infoplane {
namespace {

class LinearGaussian final : public Estimator {
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
        "linear_gaussian",
        "Closed form, exact only for a Gaussian x",
        "Cover & Thomas 2006, section 9.4",
        {{"sigma", std::nullopt, 1e-12, 1e12, false, "unit of x", "deviation of the added noise"}},
        false};
};

Result<std::vector<Estimation>> LinearGaussian::measure(const Variable& x, const Variable& y,
                                                        const EstimatorSettings& settings,
                                                        const Proceed& proceed) const {
    const Stopwatch watch;
    const double sigma = parameter(settings, "sigma");
    const auto value = fullNoiseInformation(x, sigma, {settings.threads, proceed});
    if (!value) return Error{value.error().code, value.error().message, info_.name};
    Estimation result = newEstimation(info_, x, y, settings);
    result.estimand = noisyInputEstimand(x, sigma);
    result.direction = Direction::Upper;
    result.estimate.value = *value;
    if (x.points < 10 * x.width)
        result.warnings.push_back(
            "there are fewer than ten points a column, from which the covariance and with it the "
            "value come out too low");
    result.seconds = watch.seconds();
    return std::vector{result};
}

} // namespace

std::unique_ptr<Estimator> makeLinearGaussian() {
    return std::make_unique<LinearGaussian>();
}

} // namespace infoplane
