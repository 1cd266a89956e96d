// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/lagrangian.h"

#include <algorithm>

namespace infoplane {
namespace {

void carryWeights(Critic& critic, const Critic& before) {
    const at::NoGradGuard no_grad;
    const std::vector<at::Tensor> from = before.parameters();
    std::vector<at::Tensor> to = critic.parameters();
    for (std::size_t i = 0; i < std::min(from.size(), to.size()); ++i)
        if (from[i].sizes() == to[i].sizes()) to[i].copy_(from[i]);
}

LayerShape outputOf(const Lagrangian::Shape& shape) {
    return shape.maps.isMaps() ? shape.maps : LayerShape{shape.width};
}

} // namespace

Lagrangian::Lagrangian(const MethodConfig& method, const Shape& shape, std::span<const std::uint64_t> seeds,
                       Place place, const at::Tensor& log_prior)
    : form_(method.form), shape_(shape), relevance_(method, outputOf(shape), seeds, place, log_prior) {
    relevance_.critic().setTrained(true);
    std::vector<at::Tensor> parameters = relevance_.critic().parameters();
    if (shape.beta > 0 && method.compression != Compression::None)
        compression_.emplace(method, outputOf(shape), seeds, place, log_prior.options());
    if (compression_ && compression_->critic()) {
        compression_->critic()->setTrained(true);
        for (const at::Tensor& parameter : compression_->critic()->parameters())
            parameters.push_back(parameter);
    }
    optimiser_.emplace(std::move(parameters));
}

Lagrangian::Terms Lagrangian::terms(const at::Tensor& t, const at::Tensor& noise, const at::Tensor& labels,
                                    const Factors& factors) {
    const at::Tensor noisy = t + noise;
    const at::Tensor relevance = relevance_.trained(form_ == LagrangianForm::Clean ? t : noisy, labels);
    Terms result;
    result.relevance = relevance.detach();
    result.loss = -relevance.sum();
    result.lagrangian = result.relevance;
    if (!compression_) return result;
    const CompressionTerm::Price price{shape_.beta * factors.beta, form_ == LagrangianForm::Squared};
    const auto [information, loss] = compression_->trained(t, noisy, shape_.sigma * factors.sigma, price);
    result.compression = information;
    result.lagrangian = result.relevance - price.beta * (price.squared ? information.square() : information);
    result.loss = result.loss + loss.sum();
    return result;
}

at::Tensor Lagrangian::valueOf(const at::Tensor& t, const at::Tensor& noise, const at::Tensor& labels) const {
    const at::NoGradGuard no_grad;
    const at::Tensor noisy = t + noise;
    const at::Tensor relevance = relevance_.valueOf(form_ == LagrangianForm::Clean ? t : noisy, labels);
    if (!compression_) return relevance;
    const at::Tensor information = compression_->valueOf(t, noisy, shape_.sigma);
    return relevance - shape_.beta * (form_ == LagrangianForm::Squared ? information.square() : information);
}

void Lagrangian::stepCritics(double rate) {
    optimiser_->step(rate);
}

void Lagrangian::carryCriticsFrom(Lagrangian& before) {
    carryWeights(relevance_.critic(), before.relevance_.critic());
    if (compression_ && compression_->critic() && before.compression_ && before.compression_->critic())
        carryWeights(*compression_->critic(), *before.compression_->critic());
}

void Lagrangian::visit(StateArchive& archive) {
    archive.within("critics", [&] { optimiser_->visit(archive); });
    archive.within("relevance", [&] { relevance_.visit(archive); });
    if (compression_) archive.within("compression", [&] { compression_->visit(archive); });
}

void Lagrangian::freeze() {
    relevance_.critic().setTrained(false);
    if (compression_ && compression_->critic()) compression_->critic()->setTrained(false);
}

} // namespace infoplane
