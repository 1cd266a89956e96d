// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/controls/held_out_mixture.h"

#include "core/support/assert.h"
#include "core/support/parallel.h"
#include "core/support/philox.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

namespace infoplane {
namespace {

using Labels = std::span<const std::int64_t>;

constexpr std::size_t kPiece = 16; // noisy points between two looks at `proceed`

std::vector<double> sharesOf(Labels labels, std::size_t classes) {
    std::vector<double> shares(classes, 0.0);
    for (const std::int64_t y : labels)
        shares.at(static_cast<std::size_t>(y)) += 1.0 / static_cast<double>(labels.size());
    return shares;
}

double squaredDistance(std::span<const double> a, std::span<const double> b) {
    double sum = 0.0;
    for (std::size_t k = 0; k < a.size(); ++k)
        sum += (a[k] - b[k]) * (a[k] - b[k]);
    return sum;
}

// The class densities of T^ by training points, up to one factor for each noisy point.
class ClassDensities {
public:
    ClassDensities(const LabelledPoints& train, const HeldOutMixtureOptions& options)
        : train_(train), options_(options) {}

    // r(y) of a noisy point for the prior `shares`; `left_out` is a training point that is not in its class.
    void ratios(std::span<const double> noisy, std::optional<std::size_t> left_out,
                std::span<const double> shares, std::span<double> out) const;

private:
    [[nodiscard]] std::vector<double> exponents(std::span<const double> noisy) const;

    const LabelledPoints& train_;
    const HeldOutMixtureOptions& options_;
};

std::vector<double> ClassDensities::exponents(std::span<const double> noisy) const {
    const double scale = -0.5 / (options_.sigma * options_.sigma);
    std::vector<double> result(train_.t.points);
    for (std::size_t k = 0; k < result.size(); ++k)
        result[k] = scale * squaredDistance(noisy, train_.t.row(k));
    return result;
}

void ClassDensities::ratios(std::span<const double> noisy, std::optional<std::size_t> left_out,
                            std::span<const double> shares, std::span<double> out) const {
    std::vector<double> x = exponents(noisy);
    if (left_out) x[*left_out] = -std::numeric_limits<double>::infinity();
    // Far from all centres every kernel is 0 in doubles: what counts is how they stand to the greatest.
    const double most = *std::ranges::max_element(x);
    std::vector<double> count(out.size(), 0.0);
    std::ranges::fill(out, 0.0);
    for (std::size_t k = 0; k < x.size(); ++k) {
        if (left_out == k) continue;
        const auto y = static_cast<std::size_t>(train_.labels[k]);
        out[y] += std::exp(x[k] - most);
        count[y] += 1.0;
    }
    double sum = 0.0;
    for (std::size_t y = 0; y < out.size(); ++y) {
        if (count[y] > 0.0) out[y] /= count[y];
        sum += shares[y] * out[y];
    }
    // No class of the prior has a density here: the mixture says nothing.
    for (double& r : out)
        r = sum > 0.0 ? r / sum : 1.0;
}

// r [points, classes] of points with one draw of noise each. Empty: stopped.
std::optional<std::vector<double>> allRatios(const ClassDensities& densities, const LabelledPoints& points,
                                             bool leave_out, const HeldOutMixtureOptions& options,
                                             const Proceed& proceed) {
    const std::size_t n = points.t.points, width = points.t.width;
    const std::vector<double> shares = sharesOf(points.labels, options.classes);
    const StreamKey key{options.seed, Purpose::Controls,
                        (static_cast<std::uint32_t>(ControlStream::Noise) << 16) |
                            static_cast<std::uint32_t>(options.layer)};
    std::vector<double> ratios(n * options.classes);
    const auto piece = [&](std::size_t p) {
        std::vector<float> noise(width);
        std::vector<double> noisy(width);
        for (std::size_t i = p * kPiece; i < std::min(n, (p + 1) * kPiece); ++i) {
            fillNormalFrom(key, leave_out ? 0 : 1, i * width, noise.data(), width);
            for (std::size_t k = 0; k < width; ++k)
                noisy[k] = points.t.row(i)[k] + options.sigma * double{noise[k]};
            densities.ratios(noisy, leave_out ? std::optional(i) : std::nullopt, shares,
                             std::span(ratios).subspan(i * options.classes, options.classes));
        }
    };
    if (!parallelFor((n + kPiece - 1) / kPiece, options.threads, piece, proceed)) return std::nullopt;
    return ratios;
}

// Of each point's own label.
std::vector<double> own(std::span<const double> table, Labels labels, std::size_t classes) {
    std::vector<double> result(labels.size());
    for (std::size_t i = 0; i < labels.size(); ++i)
        result[i] = table[i * classes + static_cast<std::size_t>(labels[i])];
    return result;
}

// The lambda in [0, most] where mean ln(1 - lambda + lambda r) is greatest: it is concave, so the sign of its
// derivative tells the side.
double bestShrinkage(const std::vector<double>& r, double most) {
    const auto slope = [&r](double lambda) {
        double sum = 0.0;
        for (const double each : r)
            sum += (each - 1.0) / (1.0 + lambda * (each - 1.0));
        return sum;
    };
    if (slope(0.0) <= 0.0) return 0.0;
    if (slope(most) >= 0.0) return most;
    double low = 0.0, high = most;
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2.0;
        (slope(middle) > 0.0 ? low : high) = middle;
    }
    return low;
}

// 1 for the predicted label, the first of the likeliest, else 0: [points, classes].
std::vector<double> predictions(std::span<const double> ratios, std::span<const double> shares) {
    const std::size_t classes = shares.size();
    std::vector<double> hits(ratios.size(), 0.0);
    for (std::size_t i = 0; i < ratios.size(); i += classes) {
        std::size_t best = 0;
        for (std::size_t y = 1; y < classes; ++y)
            if (shares[y] * ratios[i + y] > shares[best] * ratios[i + best]) best = y;
        hits[i + best] = 1.0;
    }
    return hits;
}

double mean(const std::vector<double>& values) {
    double sum = 0.0;
    for (const double v : values)
        sum += v;
    return sum / static_cast<double>(values.size());
}

double errorOfMean(const std::vector<double>& values) {
    const double m = mean(values), n = static_cast<double>(values.size());
    double squares = 0.0;
    for (const double v : values)
        squares += (v - m) * (v - m);
    return std::sqrt(squares / (n - 1.0) / n);
}

HeldOutReading readingOf(std::vector<double> ratios, double shrinkage, Labels labels, std::size_t classes) {
    const std::vector<double> hits = predictions(ratios, sharesOf(labels, classes));
    for (double& r : ratios)
        r = std::log1p(shrinkage * (r - 1.0));
    HeldOutReading reading;
    reading.shrinkage = shrinkage;
    const std::vector<double> logs = own(ratios, labels, classes), right = own(hits, labels, classes);
    reading.information = mean(logs);
    reading.information_error = errorOfMean(logs);
    reading.accuracy = mean(right);
    reading.accuracy_error = errorOfMean(right);
    reading.chance_information = permutationMoments(ratios, labels, classes);
    reading.chance_accuracy = permutationMoments(hits, labels, classes);
    return reading;
}

} // namespace

Result<HeldOutReading> readHeldOut(const LabelledPoints& train, const LabelledPoints& test,
                                   const HeldOutMixtureOptions& options, const Proceed& proceed) {
    INFOPLANE_ASSERT(train.t.points >= 2 && test.t.points >= 2 && train.t.width == test.t.width);
    INFOPLANE_ASSERT(train.labels.size() == train.t.points && test.labels.size() == test.t.points);
    INFOPLANE_ASSERT(options.sigma > 0.0 && options.classes >= 1);
    const ClassDensities densities(train, options);
    const auto of_train = allRatios(densities, train, true, options, proceed);
    auto of_test = of_train ? allRatios(densities, test, false, options, proceed) : std::nullopt;
    if (!of_test) return Error{ErrorCode::Cancelled, "the measurement was stopped", ""};
    const double most = 1.0 - 1.0 / static_cast<double>(train.t.points);
    const double shrinkage = bestShrinkage(own(*of_train, train.labels, options.classes), most);
    return readingOf(std::move(*of_test), shrinkage, test.labels, options.classes);
}

} // namespace infoplane
