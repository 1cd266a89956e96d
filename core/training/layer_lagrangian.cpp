// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/layer_lagrangian.h"

#include "core/training/layer_noise.h"
#include "core/training/schedule.h"

namespace infoplane {
namespace {

Lagrangian::Shape shapeOf(const MethodContext& context, std::size_t layer, const LayerShape& output) {
    return {output.size(), context.data.classes, context.experiment.network.sigma,
            betaOfLayer(context.config, layer), output};
}

} // namespace

LayerLagrangian::LayerLagrangian(const MethodContext& context, std::size_t layer, const LayerShape& output)
    : context_(context),
      layer_(layer),
      lagrangian_(context.config, shapeOf(context, layer, output), context.seeds, context.place(layer),
                  context.data.log_prior) {}

Lagrangian::Terms LayerLagrangian::terms(const at::Tensor& t, const at::Tensor& labels,
                                         const Moment& moment) {
    const Lagrangian::Factors factors{betaFactor(context_.config, moment.progress),
                                      noiseFactor(context_.config, moment.progress)};
    const at::Tensor read = inUnitOfSigma(sigmaKind(), t, t);
    at::Tensor eps = noise(Purpose::TrainingNoise, moment.step, t);
    if (factors.sigma != 1.0) eps.mul_(factors.sigma);
    for (std::int64_t ahead = 1; ahead < context_.config.critic_steps; ++ahead) {
        lagrangian_.terms(read.detach(), eps, labels, factors).loss.backward();
        stepCritics(moment.rate_factor);
    }
    return lagrangian_.terms(read, eps, labels, factors);
}

void LayerLagrangian::stepCritics(double rate_factor) {
    lagrangian_.stepCritics(context_.config.critic_rate * rate_factor);
}

void LayerLagrangian::measureReadOuts(const LayerOutputs& outputs, RowWriter& rows) const {
    const auto read = [&](const at::Tensor& t) { return inUnitOfSigma(sigmaKind(), t, outputs.train); };
    readCritic(0, read(outputs.train), context_.data.train().evaluation_labels, rows);
    readCritic(1, read(outputs.test), context_.data.test().labels, rows);
}

void LayerLagrangian::readCritic(std::size_t split, const at::Tensor& outputs, const at::Tensor& labels,
                                 RowWriter& rows) const {
    const at::Tensor eps = noise(Purpose::CriticNoise, split, outputs);
    const at::Tensor& prior = context_.data.log_prior;
    rows.setAccuracy("critic_clean", split, layer_,
                     accuracyOf(lagrangian_.criticValues(outputs) + prior, labels));
    rows.setAccuracy("critic_noisy", split, layer_,
                     accuracyOf(lagrangian_.criticValues(outputs + eps) + prior, labels));
}

at::Tensor LayerLagrangian::heldOutRelevance(const LayerOutputs& outputs) const {
    at::Tensor read = inUnitOfSigma(sigmaKind(), outputs.test_sample, outputs.train);
    if (context_.config.form != LagrangianForm::Clean)
        read = read + noise(Purpose::CriticNoise, kSplits, read);
    const at::Tensor labels =
        context_.data.test().evaluation_labels.unsqueeze(0).expand({context_.seedCount(), -1});
    return lagrangian_.relevanceOf(read, labels);
}

at::Tensor LayerLagrangian::heldOutValue(const at::Tensor& t) const {
    const at::Tensor read = inUnitOfSigma(sigmaKind(), t, t);
    const at::Tensor labels = context_.data.validation.labels.unsqueeze(0).expand({context_.seedCount(), -1});
    return lagrangian_.valueOf(read, noise(Purpose::CriticNoise, kSplits + 1, read), labels);
}

at::Tensor LayerLagrangian::noise(Purpose purpose, std::uint64_t step, const at::Tensor& like) const {
    return normalTensor(context_.seeds, purpose, context_.place(layer_), step, like.size(1), like.size(2),
                        context_.device)
        .mul_(context_.experiment.network.sigma);
}

} // namespace infoplane
