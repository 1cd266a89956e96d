// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/relevance_term.h"

#include "core/estimators/critics/bounds.h"

#include <limits>

namespace infoplane {
namespace {

std::int64_t classesOf(const at::Tensor& log_prior) {
    return log_prior.size(0);
}

Critic relevanceCritic(const MethodConfig& method, const LayerShape& output,
                       std::span<const std::uint64_t> seeds, Place place, const at::Tensor& log_prior) {
    const bool joined = method.relevance == Relevance::ShuffledMine;
    const std::int64_t classes = classesOf(log_prior);
    return makeCritic(seeds, Purpose::CriticInitialisation, place,
                      CriticSource{output, method.critic_input, 1, joined ? classes : 0},
                      method.critic_widths, joined ? 1 : classes, log_prior.device());
}

} // namespace

RelevanceTerm::RelevanceTerm(const MethodConfig& method, const LayerShape& output,
                             std::span<const std::uint64_t> seeds, Place place, at::Tensor log_prior)
    : kind_(method.relevance),
      log_prior_(std::move(log_prior)),
      critic_(relevanceCritic(method, output, seeds, place, log_prior_)),
      log_running_mean_(at::full({static_cast<std::int64_t>(seeds.size())},
                                 std::numeric_limits<double>::quiet_NaN(), log_prior_.options())) {}

at::Tensor RelevanceTerm::trained(const at::Tensor& t, const at::Tensor& labels) {
    if (kind_ == Relevance::ShuffledMine) {
        const at::Tensor one_hot = at::one_hot(labels, classesOf(log_prior_)).to(t.scalar_type());
        return donskerVaradhanSurrogate(scoreOf(t, one_hot), scoreOf(t, one_hot.roll(1, 1)),
                                        log_running_mean_);
    }
    const at::Tensor scored = critic_.forward(t);
    if (kind_ == Relevance::InfoNce) return infoNceOverLabels(scored, labels);
    if (kind_ == Relevance::Variational) return variationalBound(scored, labels, log_prior_);
    return labelMarginalisedSurrogate(scored, labels, log_prior_, log_running_mean_);
}

at::Tensor RelevanceTerm::valueOf(const at::Tensor& t, const at::Tensor& labels) const {
    const at::NoGradGuard no_grad;
    const at::Tensor scored = scores(t);
    if (kind_ == Relevance::InfoNce) return infoNceOverLabels(scored, labels);
    if (kind_ == Relevance::Variational) return variationalBound(scored, labels, log_prior_);
    return labelMarginalised(scored, labels, log_prior_);
}

at::Tensor RelevanceTerm::scores(const at::Tensor& t) const {
    if (kind_ != Relevance::ShuffledMine) return critic_.forward(t);
    std::vector<at::Tensor> of_label;
    for (std::int64_t label = 0; label < classesOf(log_prior_); ++label) {
        at::Tensor one_hot = at::zeros({1, 1, classesOf(log_prior_)}, t.options());
        one_hot.select(2, label).fill_(1.0);
        of_label.push_back(scoreOf(t, one_hot.expand({t.size(0), t.size(1), -1})));
    }
    return at::stack(of_label, 2);
}

at::Tensor RelevanceTerm::scoreOf(const at::Tensor& t, const at::Tensor& one_hot) const {
    return critic_.forward(at::cat({t, one_hot}, 2)).squeeze(2);
}

} // namespace infoplane
