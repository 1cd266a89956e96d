// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/critics/held_out_value.h"

#include "core/support/assert.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace infoplane {
namespace {

constexpr std::int64_t kTile = std::int64_t{1} << 18; // scores: about a millisecond
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kNoBound = std::numeric_limits<double>::infinity();

// Calls work(first row, scores [rows, n]) for tiles of rows; false where proceed said so.
bool forTiles(const at::Tensor& left, const at::Tensor& right, const Proceed& proceed,
              const std::function<void(std::int64_t, const at::Tensor&)>& work) {
    const std::int64_t n = left.size(0);
    INFOPLANE_ASSERT(n >= 2 && right.size(0) == n && left.size(1) == right.size(1));
    const std::int64_t rows = std::max<std::int64_t>(1, kTile / n);
    const at::Tensor columns = right.t();
    for (std::int64_t first = 0; first < n; first += rows) {
        if (proceed && !proceed()) return false;
        work(first, at::mm(left.narrow(0, first, std::min(rows, n - first)), columns));
    }
    return true;
}

// Where i = j within a tile.
at::Tensor own(const at::Tensor& scores, std::int64_t first) {
    return scores.diagonal(first);
}

double deviation(const at::Tensor& psi) {
    return psi.std(/*unbiased=*/true).item<double>() / std::sqrt(static_cast<double>(psi.numel()));
}

at::Tensor ownScores(const at::Tensor& left, const at::Tensor& right) {
    return (left * right).sum(1, /*keepdim=*/false, at::kDouble);
}

// Sums of e^(C - top) over i != j, in double: `top` follows the largest score, so that none overflows.
struct ExponentialSums {
    double top = -kNoBound, squares = 0.0;
    at::Tensor rows, columns; // over j for each i and over i for each j

    explicit ExponentialSums(std::int64_t n)
        : rows(at::zeros({n}, at::kDouble)), columns(at::zeros({n}, at::kDouble)) {}

    void add(std::int64_t first, const at::Tensor& scores) {
        own(scores, first).fill_(-kNoBound);
        raiseTop(scores.max().item<double>());
        const at::Tensor e = (scores - top).exp_();
        rows.narrow(0, first, e.size(0)).copy_(e.sum(1, false, at::kDouble));
        columns.add_(e.sum(0, false, at::kDouble));
        squares += e.square_().sum(at::kDouble).item<double>();
    }

private:
    void raiseTop(double largest) {
        if (largest <= top) return;
        const double factor = std::exp(top - largest);
        rows.mul_(factor);
        columns.mul_(factor);
        squares *= factor * factor;
        top = largest;
    }
};

// The sums over all pairs and what is common to the bounds with a mean over Q: the relative variance, ln E_Q
// e^C, and the share of each point in that mean, as an x and as a y (its mean is 2).
struct MarginalMean {
    HeldOutValue value;
    at::Tensor share;
};

std::optional<MarginalMean> marginalMean(const at::Tensor& left, const at::Tensor& right, double tau,
                                         const Proceed& proceed) {
    const std::int64_t n = left.size(0);
    ExponentialSums sums(n);
    const bool done = forTiles(left, right, proceed, [&](std::int64_t first, const at::Tensor& scores) {
        sums.add(first, tau < kNoBound ? scores.clamp(-tau, tau) : scores);
    });
    if (!done) return std::nullopt;
    const double pairs = static_cast<double>(n) * static_cast<double>(n - 1);
    const double mean = sums.columns.sum().item<double>() / pairs;
    MarginalMean result;
    result.value.log_mean = sums.top + std::log(mean);
    result.value.cap = kNaN;
    result.value.relative_variance = (sums.squares / pairs / (mean * mean) - 1) / static_cast<double>(n);
    result.share = (sums.rows + sums.columns) / (mean * static_cast<double>(n - 1));
    return result;
}

} // namespace

std::optional<HeldOutValue> heldOutDonskerVaradhan(const at::Tensor& left, const at::Tensor& right,
                                                   double tau, const Proceed& proceed) {
    const auto marginal = marginalMean(left, right, tau, proceed);
    if (!marginal) return std::nullopt;
    const at::Tensor joint = ownScores(left, right);
    HeldOutValue result = marginal->value;
    result.value = joint.mean().item<double>() - result.log_mean;
    if (tau < kNoBound) {
        const auto whole = marginalMean(left, right, kNoBound, proceed);
        if (!whole) return std::nullopt;
        result.cut = whole->value.log_mean - result.log_mean;
    }
    result.standard_error = deviation(joint - marginal->share);
    return result;
}

std::optional<HeldOutValue> heldOutNwj(const at::Tensor& left, const at::Tensor& right, double shift,
                                       const Proceed& proceed) {
    const auto marginal = marginalMean(left, right, kNoBound, proceed);
    if (!marginal) return std::nullopt;
    const at::Tensor joint = ownScores(left, right);
    HeldOutValue result = marginal->value;
    const double mean = std::exp(result.log_mean - shift);
    result.value = 1 + joint.mean().item<double>() - shift - mean;
    result.standard_error = deviation(joint - marginal->share * mean);
    return result;
}

std::optional<HeldOutValue> heldOutInfoNce(const at::Tensor& left, const at::Tensor& right,
                                           const Proceed& proceed) {
    const std::int64_t n = left.size(0);
    at::Tensor gain = at::empty({n}, at::kDouble), share = at::zeros({n}, at::kDouble);
    const bool done = forTiles(left, right, proceed, [&](std::int64_t first, const at::Tensor& scores) {
        const at::Tensor log_share = scores.log_softmax(1);
        // By rounding alone a share could be above 1 and the value above its cap.
        gain.narrow(0, first, scores.size(0)).copy_(own(log_share, first).clamp_max(0.0));
        share.add_(log_share.exp().sum(0, false, at::kDouble));
    });
    if (!done) return std::nullopt;
    HeldOutValue result;
    result.cap = std::log(static_cast<double>(n));
    result.value = result.cap + gain.mean().item<double>();
    result.standard_error = deviation(gain - share);
    result.relative_variance = result.log_mean = kNaN;
    return result;
}

std::optional<HeldOutValue> heldOutJensenShannon(const at::Tensor& left, const at::Tensor& right,
                                                 const Proceed& proceed) {
    double sum = 0.0;
    const bool done = forTiles(left, right, proceed, [&](std::int64_t first, const at::Tensor& scores) {
        own(scores, first).fill_(-kNoBound); // ln(1 + e^-inf) = 0
        sum += at::softplus(scores).sum(at::kDouble).item<double>();
    });
    if (!done) return std::nullopt;
    const double n = static_cast<double>(left.size(0));
    HeldOutValue result;
    result.value = -at::softplus(-ownScores(left, right)).mean().item<double>() - sum / (n * (n - 1));
    result.standard_error = result.relative_variance = result.log_mean = result.cap = kNaN;
    return result;
}

HeldOutValue heldOutVariational(const at::Tensor& left, const at::Tensor& right, const at::Tensor& labels,
                                const at::Tensor& log_prior) {
    const at::Tensor log_share = (at::mm(left, right.t()).to(at::kDouble) + log_prior).log_softmax(1);
    const at::Tensor own_share = log_share.gather(1, labels.unsqueeze(1)).squeeze(1).clamp_max(0.0);
    const at::Tensor frequency = at::bincount(labels).to(at::kDouble) / static_cast<double>(labels.size(0));
    const at::Tensor surprise = -frequency.log().index_select(0, labels);
    HeldOutValue result;
    result.cap = surprise.mean().item<double>();
    result.value = result.cap + own_share.mean().item<double>();
    result.standard_error = deviation(own_share + surprise);
    result.relative_variance = result.log_mean = kNaN;
    return result;
}

} // namespace infoplane
