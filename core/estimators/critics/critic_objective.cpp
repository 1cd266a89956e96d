// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/critics/critic_objective.h"

#include "core/estimators/critics/bounds.h"
#include "core/support/assert.h"

#include <limits>

namespace infoplane {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kRunningMeanRate = 0.1;

// The scores of pairs drawn apart, c_ij with i != j, [1, B (B - 1)].
at::Tensor offDiagonal(const at::Tensor& scores) {
    const std::int64_t n = scores.size(0);
    // Without the first element, a row of n + 1 ends with the next element of the diagonal.
    return scores.flatten().narrow(0, 1, n * n - 1).view({n - 1, n + 1}).narrow(1, 0, n).reshape({1, -1});
}

} // namespace

CriticObjectiveTerms::CriticObjectiveTerms(const CriticOptions& options)
    : options_(options),
      log_running_mean_(at::full({1}, std::numeric_limits<double>::quiet_NaN(), at::kDouble)) {
    if (options.objective != CriticObjective::KnownConditional)
        log_running_mean_ = log_running_mean_.to(at::kFloat);
    if (options.objective == CriticObjective::Variational)
        all_symbols_ = at::arange(options.y_symbols, at::kLong);
}

void CriticObjectiveTerms::fit(const DrawnPairs& train) {
    if (options_.objective != CriticObjective::Variational) return;
    // One more of each, so that a symbol that training lacks has a prior above 0.
    const at::Tensor counts = at::bincount(train.y, {}, options_.y_symbols).to(at::kDouble) + 1;
    log_prior_ = (counts / counts.sum()).log();
}

at::Tensor CriticObjectiveTerms::onBatch(const PairCritic& critic, const DrawnPairs& batch) {
    const at::Tensor left = critic.left(batch.x);
    if (options_.objective == CriticObjective::Variational) {
        const at::Tensor scores = at::mm(left, critic.right(all_symbols_).t());
        return variationalBound(scores.unsqueeze(0), batch.y.unsqueeze(0),
                                log_prior_.to(scores.scalar_type()));
    }
    const at::Tensor scores = at::mm(left, critic.right(batch.y).t());
    if (options_.objective == CriticObjective::InfoNce) return infoNceBound(scores.unsqueeze(0));
    const at::Tensor joint = scores.diagonal().unsqueeze(0), marginal = offDiagonal(scores);
    if (options_.objective == CriticObjective::Nwj) return nwjBound(joint + 1, marginal + 1);
    if (options_.objective == CriticObjective::Smile) return jensenShannon(joint, marginal);
    return donskerVaradhanSurrogate(joint, marginal, log_running_mean_, kRunningMeanRate);
}

std::optional<HeldOutValue> CriticObjectiveTerms::forStopping(const PairCritic& critic,
                                                              const DrawnPairs& sample,
                                                              const Proceed& proceed) const {
    if (options_.objective == CriticObjective::Smile)
        return heldOutJensenShannon(critic.left(sample.x), critic.right(sample.y), proceed);
    if (options_.objective == CriticObjective::Nwj)
        return heldOutNwj(critic.left(sample.x), critic.right(sample.y), 0.0, proceed);
    return forReport(critic, sample, std::nullopt, proceed);
}

std::optional<HeldOutValue> CriticObjectiveTerms::forReport(const PairCritic& critic,
                                                            const DrawnPairs& sample,
                                                            const std::optional<HeldOutValue>& seen,
                                                            const Proceed& proceed) const {
    const at::Tensor left = critic.left(sample.x);
    if (options_.objective == CriticObjective::Variational)
        return heldOutVariational(left, critic.right(all_symbols_), sample.y, log_prior_);
    const at::Tensor right = critic.right(sample.y);
    switch (options_.objective) {
    case CriticObjective::InfoNce:
        return heldOutInfoNce(left, right, proceed);
    case CriticObjective::Smile:
        return heldOutDonskerVaradhan(left, right, options_.tau, proceed);
    case CriticObjective::Nwj:
        // On its own points the best constant makes NWJ's value the Donsker-Varadhan one.
        return seen ? heldOutNwj(left, right, seen->log_mean, proceed)
                    : heldOutDonskerVaradhan(left, right, kInfinity, proceed);
    default:
        return heldOutDonskerVaradhan(left, right, kInfinity, proceed);
    }
}

} // namespace infoplane
