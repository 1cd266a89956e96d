// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/renyi/renyi.h"

#include "core/estimators/new_estimation.h"
#include "core/estimators/renyi/kernel_matrix.h"
#include "core/estimators/renyi/spectrum.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace infoplane {
namespace {

constexpr std::size_t kMostPoints = 4096;

class Renyi final : public Estimator {
public:
    const EstimatorInfo& info() const override { return info_; }

    std::optional<std::string> refusal(const Variable&, const Variable&) const override {
        return std::nullopt;
    }

    Result<std::vector<Estimation>> measure(const Variable& x, const Variable& y,
                                            const EstimatorSettings& settings,
                                            const Proceed& proceed) const override;

private:
    EstimatorInfo info_{
        "renyi",
        "Matrix-based Renyi information, which is not Shannon's",
        "Sanchez Giraldo, Rao & Principe 2015; Yu et al. 2020, eq. 4-7",
        {{"alpha", 1.01, 0.5, 10.0, false, "", "order; 1 is the limit"},
         {"width_x", 0.0, 0.0, 1e12, false, "unit of x", "width of the kernel of x; 0: Silverman's rule"},
         {"width_y", 0.0, 0.0, 1e12, false, "unit of y", "width of the kernel of y; 0: Silverman's rule"}},
        false,
        false};
};

double entropyOf(const std::vector<double>& spectrum, double alpha) {
    double sum = 0.0;
    for (const double l : spectrum)
        if (l > 0.0) sum += alpha == 1.0 ? -l * std::log(l) : std::pow(l, alpha);
    return alpha == 1.0 ? sum : std::log(sum) / (1.0 - alpha);
}

// The spectrum of the kernel matrix of a discrete variable.
std::vector<double> shares(const Variable& v) {
    std::vector<double> shares;
    for (const std::uint64_t count : symbolCounts(v))
        shares.push_back(static_cast<double>(count) / static_cast<double>(v.points));
    return shares;
}

Result<double> ownEntropy(const Variable& v, const Matrix& kernel, double alpha, const Proceed& proceed) {
    if (v.discrete) return entropyOf(shares(v), alpha);
    const auto spectrum = spectrumOf(kernel, proceed);
    if (!spectrum) return spectrum.error();
    return entropyOf(*spectrum, alpha);
}

double widthOf(const Variable& v, double given) {
    return given > 0.0 || v.discrete ? given : silvermanWidth(v);
}

std::string kernelText(const Variable& v, double width) {
    return v.name + (v.discrete ? ": equal symbols" : ": width " + jsonNumber(width));
}

// S(A) + S(B) - S(A o B).
Result<double> information(const Variable& x, const Variable& y, double width_x, double width_y, double alpha,
                           const Work& work) {
    auto kernel = kernelMatrix(x, width_x, work);
    if (!kernel) return Error{ErrorCode::Cancelled, "the measurement was stopped", ""};
    const auto of_x = ownEntropy(x, *kernel, alpha, work.proceed);
    if (!of_x) return of_x.error();
    const auto other = kernelMatrix(y, width_y, work);
    if (!other) return Error{ErrorCode::Cancelled, "the measurement was stopped", ""};
    const auto of_y = ownEntropy(y, *other, alpha, work.proceed);
    if (!of_y) return of_y.error();
    std::ranges::transform(kernel->values, other->values, kernel->values.begin(), std::multiplies<>());
    const auto joint = spectrumOf(*kernel, work.proceed);
    if (!joint) return joint.error();
    return *of_x + *of_y - entropyOf(*joint, alpha);
}

Result<std::vector<Estimation>> Renyi::measure(const Variable& x, const Variable& y,
                                               const EstimatorSettings& settings,
                                               const Proceed& proceed) const {
    const Stopwatch watch;
    if (x.points > kMostPoints)
        return Error{ErrorCode::InvalidArgument,
                     "it takes at most " + std::to_string(kMostPoints) + " points and there are " +
                         std::to_string(x.points) + ": give a part of them",
                     info_.name};
    const double alpha = parameter(settings, "alpha");
    const double width_x = widthOf(x, parameter(settings, "width_x"));
    const double width_y = widthOf(y, parameter(settings, "width_y"));
    const auto value = information(x, y, width_x, width_y, alpha, {settings.threads, proceed});
    if (!value) return Error{value.error().code, value.error().message, info_.name};
    Estimation result = newEstimation(info_, x, y, settings);
    result.estimand += ", kernels of " + kernelText(x, width_x) + ", " + kernelText(y, width_y);
    result.unit = "nats of order " + jsonNumber(alpha);
    result.estimate.value = *value;
    result.estimate.cap = std::log(static_cast<double>(x.points));
    result.estimate.flags = capFlag(result.estimate);
    result.warnings.push_back("it is not Shannon's information and depends on the widths of its kernels");
    result.seconds = watch.seconds();
    return std::vector{result};
}

} // namespace

std::unique_ptr<Estimator> makeRenyi() {
    return std::make_unique<Renyi>();
}

} // namespace infoplane
