// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/gaussian/gaussian_copula.h"

#include "core/estimators/digamma.h"
#include "core/estimators/gaussian/noise_information.h"
#include "core/estimators/gaussian/normal_scores.h"
#include "core/estimators/new_estimation.h"

#include <algorithm>
#include <cmath>

namespace infoplane {
namespace {

// A pivot is the share of a column that the others leave open: below this it is rounding.
constexpr double kSingular = 1e-12;

class GaussianCopula final : public Estimator {
public:
    const EstimatorInfo& info() const override { return info_; }

    std::optional<std::string> refusal(const Variable& x, const Variable& y) const override {
        if (!x.discrete && !y.discrete) return std::nullopt;
        return "it needs continuous x and y";
    }

    Result<std::vector<Estimation>> measure(const Variable& x, const Variable& y,
                                            const EstimatorSettings& settings,
                                            const Proceed& proceed) const override;

private:
    [[nodiscard]] std::optional<Error> wrong(const Variable& x, const Variable& y) const;
    [[nodiscard]] Error failed(const Error& error, const std::string& what) const;

    EstimatorInfo info_{"gaussian_copula",
                        "Gaussian copula, linear dependence of ranks; a lower bound only within that family",
                        "Ince et al. 2017",
                        {},
                        false};
};

// sum_{i=1..width} psi((N - i) / 2)
double digammaSum(std::size_t points, std::size_t width) {
    double sum = 0.0;
    for (std::size_t i = 1; i <= width; ++i)
        sum += digamma(0.5 * static_cast<double>(points - i));
    return sum;
}

// Rows and columns begin..end-1, with what is below the diagonal.
Matrix part(const Matrix& m, std::size_t begin, std::size_t end) {
    Matrix result(end - begin, end - begin);
    for (std::size_t i = begin; i < end; ++i)
        for (std::size_t j = begin; j <= i; ++j)
            result.at(i - begin, j - begin) = m.at(i, j);
    return result;
}

std::vector<std::string> warningsOf(const NormalScores& scores, const Variable& x, const Variable& y) {
    std::vector<std::string> warnings{
        "it sees linear dependence of the rank-normalised columns alone and may miss any other"};
    if (scores.constant > 0)
        warnings.push_back(std::to_string(scores.constant) + " constant columns were left out");
    if (scores.tied > 0)
        warnings.push_back(std::to_string(scores.tied) + " of " +
                           std::to_string(x.values.size() + y.values.size()) +
                           " numbers have an equal one in their column: they have the mean of their ranks");
    return warnings;
}

std::optional<Error> GaussianCopula::wrong(const Variable& x, const Variable& y) const {
    const std::size_t width = x.width + y.width;
    const auto because = [&](const std::string& message) {
        return Error{ErrorCode::InvalidArgument, message, info_.name};
    };
    if (width > kMostFull)
        return because(x.name + " and " + y.name + " may have at most " + std::to_string(kMostFull) +
                       " columns together: give fewer");
    if (x.points <= width)
        return because("there must be more points than columns of " + x.name + " and " + y.name +
                       " together, " + std::to_string(width) + ": give more points");
    return std::nullopt;
}

Error GaussianCopula::failed(const Error& error, const std::string& what) const {
    if (error.code != ErrorCode::Numeric) return {error.code, error.message, info_.name};
    return {ErrorCode::Numeric,
            "the ranks of " + what + ": leave out one of the columns that depend on others", info_.name};
}

Result<std::vector<Estimation>> GaussianCopula::measure(const Variable& x, const Variable& y,
                                                        const EstimatorSettings& settings,
                                                        const Proceed& proceed) const {
    const Stopwatch watch;
    if (const auto error = wrong(x, y)) return *error;
    const Work work{settings.threads, proceed};
    const auto scores = normalScores(x, y, work);
    if (!scores) return cancelled(info_);
    const auto product = lowerProduct(scores->rows, work);
    if (!product) return cancelled(info_);
    const std::size_t p = scores->of_x, all = scores->rows.rows;
    const auto of_x = logDeterminant(part(*product, 0, p), kSingular, work);
    if (!of_x) return failed(of_x.error(), x.name + " are linearly dependent");
    const auto of_y = logDeterminant(part(*product, p, all), kSingular, work);
    if (!of_y) return failed(of_y.error(), y.name + " are linearly dependent");
    const auto of_both = logDeterminant(*product, kSingular, work);
    if (!of_both)
        return failed(of_both.error(),
                      x.name + " and " + y.name + " determine each other, which makes it infinite");
    Estimation result = newEstimation(info_, x, y, settings);
    result.estimate.value =
        0.5 * (*of_x + *of_y - *of_both) -
        0.5 * (digammaSum(x.points, p) + digammaSum(x.points, all - p) - digammaSum(x.points, all));
    result.warnings = warningsOf(*scores, x, y);
    result.seconds = watch.seconds();
    return std::vector{result};
}

} // namespace

std::unique_ptr<Estimator> makeGaussianCopula() {
    return std::make_unique<GaussianCopula>();
}

} // namespace infoplane
