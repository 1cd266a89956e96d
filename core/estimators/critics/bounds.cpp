// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/critics/bounds.h"

#include "core/support/assert.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <cmath>
#include <limits>

namespace infoplane {
namespace {

// ln of the mean of e^x over the last dimension.
at::Tensor logMeanExp(const at::Tensor& x) {
    return x.logsumexp(-1) - std::log(static_cast<double>(x.size(-1)));
}

// Takes this batch's ln E e^C [R] into the running mean.
void updateRunningMean(at::Tensor& log_running_mean, const at::Tensor& log_mean, double rate) {
    INFOPLANE_ASSERT(rate > 0 && rate <= 1);
    INFOPLANE_ASSERT(log_running_mean.sizes() == log_mean.sizes());
    const c10::NoGradGuard no_grad;
    const at::Tensor mixed =
        at::logaddexp(log_running_mean + std::log1p(-rate), log_mean.detach() + std::log(rate));
    log_running_mean.copy_(at::where(log_running_mean.isnan(), log_mean.detach(), mixed));
}

// The value of log_mean with its gradient scaled by this batch's mean over the running mean: the gradient of
// ln m is dm / m, and the corrected one dm / (running mean).
at::Tensor withRunningMeanGradient(const at::Tensor& log_mean, at::Tensor& log_running_mean, double rate) {
    updateRunningMean(log_running_mean, log_mean, rate);
    const at::Tensor value = log_mean.detach();
    return value + (value - log_running_mean).exp() * (log_mean - value);
}

void checkPairs(const at::Tensor& joint, const at::Tensor& marginal) {
    INFOPLANE_ASSERT(joint.dim() == 2 && marginal.dim() == 2 && joint.size(0) == marginal.size(0));
}

void checkCritic(const at::Tensor& critic, const at::Tensor& labels, const at::Tensor& log_prior) {
    INFOPLANE_ASSERT(critic.dim() == 3 && critic.numel() > 0);
    INFOPLANE_ASSERT(labels.dim() == 2 && labels.scalar_type() == at::kLong);
    INFOPLANE_ASSERT(labels.size(0) == critic.size(0) && labels.size(1) == critic.size(1));
    INFOPLANE_ASSERT(log_prior.dim() == 1 && log_prior.size(0) == critic.size(2));
}

// C(t_i, y_i) [R, B].
at::Tensor atOwnLabel(const at::Tensor& critic, const at::Tensor& labels) {
    return critic.gather(2, labels.unsqueeze(2)).squeeze(2);
}

// ln E_t sum_y p(y) e^C [R].
at::Tensor logMarginal(const at::Tensor& critic, const at::Tensor& log_prior) {
    const double batch = static_cast<double>(critic.size(1));
    return (critic + log_prior).flatten(1).logsumexp(1) - std::log(batch);
}

at::Tensor onDiagonal(const at::Tensor& t) {
    return at::eye(t.size(1), t.options().dtype(at::kBool));
}

// -|a_i - b_j|^2 / (2 sigma^2) [R, B, B], about the batch's mean, where the expanded square loses no digits.
at::Tensor pairExponents(const at::Tensor& a, const at::Tensor& b, double sigma) {
    const at::Tensor centre = b.detach().mean(1, /*keepdim=*/true);
    const at::Tensor u = (a - centre) / sigma, v = (b - centre) / sigma;
    const at::Tensor squares = u.square().sum(2).unsqueeze(2) + v.square().sum(2).unsqueeze(1);
    return at::baddbmm(squares, u, v.transpose(1, 2), /*beta=*/-0.5).clamp_max(0.0);
}

} // namespace

at::Tensor gaussianBound(const at::Tensor& t, double sigma) {
    INFOPLANE_ASSERT(t.dim() == 3 && t.size(1) > 0 && sigma > 0);
    return t.var(1, /*unbiased=*/false).div(sigma * sigma).log1p().sum(1).mul(0.5);
}

at::Tensor gaussianFullBound(const at::Tensor& t, double sigma) {
    INFOPLANE_ASSERT(t.dim() == 3 && t.size(1) > 0 && sigma > 0);
    const double scale = 1.0 / (sigma * std::sqrt(static_cast<double>(t.size(1))));
    const at::Tensor u = (t - t.mean(1, /*keepdim=*/true)) * scale;
    const bool wide = t.size(2) > t.size(1);
    const at::Tensor gram = wide ? u.bmm(u.transpose(1, 2)) : u.transpose(1, 2).bmm(u);
    const at::Tensor factor = at::linalg_cholesky(gram + at::eye(gram.size(1), gram.options()));
    return factor.diagonal(0, 1, 2).log().sum(1); // half the logarithm of the square
}

at::Tensor ktUpperBound(const at::Tensor& t, double sigma) {
    INFOPLANE_ASSERT(t.dim() == 3 && t.size(1) > 0 && sigma > 0);
    const at::Tensor z = pairExponents(t, t, sigma).masked_fill(onDiagonal(t), 0.0);
    return std::log(static_cast<double>(t.size(1))) - z.logsumexp(2).mean(1);
}

at::Tensor knownConditionalSurrogate(const at::Tensor& t, const at::Tensor& noisy,
                                     const at::Tensor& g_of_noisy, double sigma, at::Tensor& log_running_mean,
                                     double rate) {
    INFOPLANE_ASSERT(t.dim() == 3 && t.sizes() == noisy.sizes() && t.size(1) >= 2 && sigma > 0);
    INFOPLANE_ASSERT(g_of_noisy.dim() == 2 && g_of_noisy.size(0) == t.size(0) &&
                     g_of_noisy.size(1) == t.size(1));
    const at::Tensor joint = (noisy - t).square().sum(2) * (-0.5 / (sigma * sigma)) - g_of_noisy;
    const at::Tensor others = (pairExponents(noisy, t, sigma) - g_of_noisy.unsqueeze(2))
                                  .masked_fill(onDiagonal(t), -std::numeric_limits<double>::infinity());
    const double pairs = static_cast<double>(t.size(1)) * static_cast<double>(t.size(1) - 1);
    const at::Tensor log_mean = others.flatten(1).logsumexp(1) - std::log(pairs);
    return joint.mean(1) - withRunningMeanGradient(log_mean, log_running_mean, rate);
}

at::Tensor leaveOneOutBound(const at::Tensor& t, const at::Tensor& noisy, double sigma) {
    INFOPLANE_ASSERT(t.dim() == 3 && t.sizes() == noisy.sizes() && t.size(1) >= 2 && sigma > 0);
    // ln p(t^_i|t_j) = z_ij + what depends on i alone, z_ij = t^_i.t_j / sigma^2 - |t_j|^2 / (2 sigma^2):
    // what is common cancels. Distances do not depend on the origin; near the batch's mean they lose no
    // digits.
    const at::Tensor centre = t.detach().mean(1, /*keepdim=*/true);
    const at::Tensor u = (t - centre) / sigma;
    const at::Tensor half_square = u.square().sum(2).mul(0.5).unsqueeze(1);
    const at::Tensor z = at::baddbmm(half_square, (noisy - centre) / sigma, u.transpose(1, 2), /*beta=*/-1);
    const at::Tensor self = at::eye(t.size(1), t.options().dtype(at::kBool));
    const at::Tensor others = z.masked_fill(self, -std::numeric_limits<double>::infinity());
    const double log_others = std::log(static_cast<double>(t.size(1) - 1));
    return (z.diagonal(0, 1, 2) - others.logsumexp(2)).mean(1) + log_others;
}

at::Tensor donskerVaradhan(const at::Tensor& joint, const at::Tensor& marginal) {
    checkPairs(joint, marginal);
    return joint.mean(1) - logMeanExp(marginal);
}

at::Tensor donskerVaradhanSurrogate(const at::Tensor& joint, const at::Tensor& marginal,
                                    at::Tensor& log_running_mean, double rate) {
    checkPairs(joint, marginal);
    return joint.mean(1) - withRunningMeanGradient(logMeanExp(marginal), log_running_mean, rate);
}

at::Tensor labelMarginalised(const at::Tensor& critic, const at::Tensor& labels,
                             const at::Tensor& log_prior) {
    checkCritic(critic, labels, log_prior);
    return atOwnLabel(critic, labels).mean(1) - logMarginal(critic, log_prior);
}

at::Tensor labelMarginalisedSurrogate(const at::Tensor& critic, const at::Tensor& labels,
                                      const at::Tensor& log_prior, at::Tensor& log_running_mean,
                                      double rate) {
    checkCritic(critic, labels, log_prior);
    const at::Tensor marginal = logMarginal(critic, log_prior);
    return atOwnLabel(critic, labels).mean(1) - withRunningMeanGradient(marginal, log_running_mean, rate);
}

at::Tensor variationalBound(const at::Tensor& critic, const at::Tensor& labels, const at::Tensor& log_prior) {
    checkCritic(critic, labels, log_prior);
    return (atOwnLabel(critic, labels) - (critic + log_prior).logsumexp(2)).mean(1);
}

at::Tensor infoNceOverLabels(const at::Tensor& critic, const at::Tensor& labels) {
    INFOPLANE_ASSERT(critic.dim() == 3 && labels.dim() == 2);
    const at::Tensor counts = at::one_hot(labels, critic.size(2)).sum(1).to(critic.scalar_type());
    const at::Tensor log_share =
        (counts / static_cast<double>(labels.size(1))).log().unsqueeze(1); // [R, 1, K]
    checkCritic(critic, labels, log_share[0][0]);
    return (atOwnLabel(critic, labels) - (critic + log_share).logsumexp(2)).mean(1);
}

at::Tensor nwjBound(const at::Tensor& joint, const at::Tensor& marginal) {
    checkPairs(joint, marginal);
    return joint.mean(1) - (marginal - 1).exp().mean(1);
}

at::Tensor infoNceBound(const at::Tensor& scores) {
    INFOPLANE_ASSERT(scores.dim() == 3 && scores.size(1) == scores.size(2) && scores.size(1) > 0);
    const at::Tensor own = scores.diagonal(0, 1, 2);
    return (own - scores.logsumexp(2)).mean(1) + std::log(static_cast<double>(scores.size(1)));
}

at::Tensor jensenShannon(const at::Tensor& joint, const at::Tensor& marginal) {
    checkPairs(joint, marginal);
    return -at::softplus(-joint).mean(1) - at::softplus(marginal).mean(1);
}

} // namespace infoplane
