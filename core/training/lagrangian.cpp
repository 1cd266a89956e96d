// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/lagrangian.h"

#include "core/estimators/critics/bounds.h"

#include <limits>

namespace infoplane {
namespace {

constexpr double kRunningMeanRate = 0.1;

at::Tensor nanFor(std::span<const std::uint64_t> seeds, const at::TensorOptions& options) {
    return at::full({static_cast<std::int64_t>(seeds.size())}, std::numeric_limits<double>::quiet_NaN(),
                    options);
}

std::vector<at::Tensor> concatenate(std::vector<at::Tensor> first, const std::vector<at::Tensor>& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

CriticSource sourceOf(const MethodConfig& method, const Lagrangian::Shape& shape, std::int64_t copies) {
    return {shape.maps.isMaps() ? shape.maps : LayerShape{shape.width}, method.critic_input, copies};
}

} // namespace

at::Tensor scaleGradient(const at::Tensor& t, double factor) {
    const at::Tensor value = t.detach();
    return value + (t - value) * factor;
}

Lagrangian::Lagrangian(const MethodConfig& method, const Shape& shape, std::span<const std::uint64_t> seeds,
                       Place place, at::Tensor log_prior)
    : form_(method.form),
      compression_(shape.beta > 0 ? method.compression : Compression::None),
      shape_(shape),
      log_prior_(std::move(log_prior)),
      relevance_critic_(makeCritic(seeds, Purpose::CriticInitialisation, place, sourceOf(method, shape, 1),
                                   method.critic_widths, shape.classes, log_prior_.device())),
      relevance_log_mean_(nanFor(seeds, log_prior_.options())),
      compression_log_mean_(nanFor(seeds, log_prior_.options())) {
    relevance_critic_.setTrained(true);
    std::vector<at::Tensor> parameters = relevance_critic_.parameters();
    if (compression_ == Compression::AaMine) {
        compression_critic_ =
            makeCritic(seeds, Purpose::CompressionCriticInitialisation, place, sourceOf(method, shape, 2),
                       method.critic_widths, 1, log_prior_.device());
        compression_critic_->setTrained(true);
        parameters = concatenate(std::move(parameters), compression_critic_->parameters());
    }
    optimiser_.emplace(std::move(parameters));
}

Lagrangian::Terms Lagrangian::terms(const at::Tensor& t, const at::Tensor& noise, const at::Tensor& labels,
                                    double beta_factor) {
    const at::Tensor noisy = t + noise;
    const at::Tensor relevance = trainedRelevance(form_ == LagrangianForm::Noisy ? noisy : t, labels);
    Terms result;
    result.relevance = relevance.detach();
    result.loss = -relevance.sum();
    result.lagrangian = result.relevance;
    if (compression_ != Compression::None) {
        const double beta = shape_.beta * beta_factor;
        const auto [compression, added_loss] = trainedCompression(t, noisy, beta);
        result.compression = compression.detach();
        result.lagrangian = result.relevance - beta * result.compression;
        result.loss = result.loss + added_loss.sum();
    }
    return result;
}

at::Tensor Lagrangian::trainedRelevance(const at::Tensor& read, const at::Tensor& labels) {
    return labelMarginalisedSurrogate(relevance_critic_.forward(read), labels, log_prior_,
                                      relevance_log_mean_, kRunningMeanRate);
}

std::pair<at::Tensor, at::Tensor> Lagrangian::trainedCompression(const at::Tensor& t, const at::Tensor& noisy,
                                                                 double beta) {
    if (compression_ == Compression::AaMine) return aaMine(t, noisy, beta);
    const at::Tensor bound = compression_ == Compression::Gaussian ? gaussianBound(t, shape_.sigma)
                                                                   : leaveOneOutBound(t, noisy, shape_.sigma);
    return {bound, beta * bound};
}

std::pair<at::Tensor, at::Tensor> Lagrangian::aaMine(const at::Tensor& t, const at::Tensor& noisy,
                                                     double beta) {
    // The loss adds -bound, so that the critic raises it; turned around and scaled by beta on its way into
    // the layer, the same gradient lowers the bound there.
    const at::Tensor from = scaleGradient(t, -beta);
    const at::Tensor to = scaleGradient(noisy, -beta);
    const at::Tensor joint = compression_critic_->forward(at::cat({from, to}, 2)).squeeze(2);
    const at::Tensor marginal = compression_critic_->forward(at::cat({from, to.roll(1, 1)}, 2)).squeeze(2);
    const at::Tensor bound =
        donskerVaradhanSurrogate(joint, marginal, compression_log_mean_, kRunningMeanRate);
    return {bound, -bound};
}

void Lagrangian::stepCritics(double rate) {
    optimiser_->step(rate);
}

void Lagrangian::freeze() {
    relevance_critic_.setTrained(false);
    if (compression_critic_) compression_critic_->setTrained(false);
}

at::Tensor Lagrangian::relevanceOf(const at::Tensor& t, const at::Tensor& labels) const {
    const at::NoGradGuard no_grad;
    return labelMarginalised(relevance_critic_.forward(t), labels, log_prior_);
}

} // namespace infoplane
