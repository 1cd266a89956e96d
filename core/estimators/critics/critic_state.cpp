// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/critics/critic_state.h"

#include "core/support/assert.h"

#include <algorithm>

namespace infoplane {
namespace {

constexpr double kAverageRate = 0.01; // of the moving average of the weights
constexpr double kWeightDecay = 0.5;

std::unique_ptr<PairCritic> makeCritic(const CriticOptions& o, std::int64_t x_width, std::int64_t y_width) {
    if (o.objective == CriticObjective::KnownConditional)
        return makeKnownConditionalCritic(x_width, o.sigma, o.hidden, o.seed);
    return makeInnerProductCritic({x_width, o.x_symbols}, {y_width, o.y_symbols}, o.hidden, o.seed);
}

void copyInto(const std::vector<at::Tensor>& to, const std::vector<at::Tensor>& from) {
    for (std::size_t i = 0; i < to.size(); ++i)
        to[i].copy_(from[i]);
}

} // namespace

CriticState::CriticState(const CriticOptions& options, std::int64_t x_width, std::int64_t y_width)
    : trained_(makeCritic(options, x_width, y_width)),
      averaged_(makeCritic(options, x_width, y_width)),
      objective_(options),
      scales_inputs_(measuresNoise(options.objective)) {
    for (const at::Tensor& parameter : trained_->parameters())
        parameter.set_requires_grad(true);
    optimiser_.emplace(trained_->parameters());
}

void CriticState::fit(const DrawnPairs& train) {
    if (scales_inputs_) {
        trained_->fit(train.x, train.y);
        averaged_->fit(train.x, train.y);
    }
    objective_.fit(train);
}

void CriticState::step(const DrawnPairs& batch, double rate) {
    (-objective_.onBatch(*trained_, batch)).sum().backward();
    const at::NoGradGuard no_grad;
    at::_foreach_mul_(trained_->parameters(), 1 - rate * kWeightDecay);
    optimiser_->step(rate);
    ++steps_;
    // The first steps weigh equally, so that the average does not begin at the initial weights.
    const double share = std::max(1.0 / static_cast<double>(steps_), kAverageRate);
    at::_foreach_lerp_(averaged_->parameters(), trained_->parameters(), share);
}

void CriticState::keepBest() {
    best_.clear();
    for (const at::Tensor& parameter : averaged_->parameters())
        best_.push_back(parameter.clone());
}

void CriticState::exchangeBest() {
    INFOPLANE_ASSERT(!best_.empty());
    const std::vector<at::Tensor> best = std::move(best_);
    keepBest();
    const at::NoGradGuard no_grad;
    copyInto(averaged_->parameters(), best);
}

void CriticState::visit(StateArchive& archive) {
    optimiser_->visit(archive); // and with it the trained weights
    archive.tensors("averages", averaged_->parameters());
    objective_.visit(archive);
    archive.count("steps_done", steps_);
}

void CriticState::restoreBest() {
    exchangeBest();
    const at::NoGradGuard no_grad;
    copyInto(trained_->parameters(), averaged_->parameters());
}

} // namespace infoplane
