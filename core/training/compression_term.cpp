// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/compression_term.h"

#include "core/estimators/critics/bounds.h"
#include "core/support/assert.h"

#include <limits>

namespace infoplane {
namespace {

std::optional<Critic> compressionCritic(const MethodConfig& method, const LayerShape& output,
                                        std::span<const std::uint64_t> seeds, Place place,
                                        const at::Device& device) {
    if (method.compression != Compression::AaMine && method.compression != Compression::KnownConditional)
        return std::nullopt;
    const std::int64_t copies = method.compression == Compression::AaMine ? 2 : 1; // t and t^, or t^
    return makeCritic(seeds, Purpose::CompressionCriticInitialisation, place,
                      CriticSource{output, method.critic_input, copies}, method.critic_widths, 1, device);
}

} // namespace

at::Tensor scaleGradient(const at::Tensor& t, const at::Tensor& factor) {
    const at::Tensor value = t.detach();
    return value + (t - value) * factor;
}

CompressionTerm::CompressionTerm(const MethodConfig& method, const LayerShape& output,
                                 std::span<const std::uint64_t> seeds, Place place,
                                 const at::TensorOptions& options)
    : kind_(method.compression),
      critic_(compressionCritic(method, output, seeds, place, options.device())),
      log_running_mean_(at::full({static_cast<std::int64_t>(seeds.size())},
                                 std::numeric_limits<double>::quiet_NaN(), options)) {
    INFOPLANE_ASSERT(kind_ != Compression::None);
}

CompressionTerm::Terms CompressionTerm::trained(const at::Tensor& t, const at::Tensor& noisy, double sigma,
                                                const Price& price) {
    if (critic_) return againstCritic(t, noisy, sigma, price);
    const at::Tensor information = bound(t, noisy, sigma);
    return {information.detach(), price.beta * (price.squared ? information.square() : information)};
}

at::Tensor CompressionTerm::bound(const at::Tensor& t, const at::Tensor& noisy, double sigma) const {
    switch (kind_) {
    case Compression::Gaussian:
        return gaussianBound(t, sigma);
    case Compression::GaussianFull:
        return gaussianFullBound(t, sigma);
    case Compression::KtUpper:
        return ktUpperBound(t, sigma);
    default:
        return leaveOneOutBound(t, noisy, sigma);
    }
}

CompressionTerm::Terms CompressionTerm::againstCritic(const at::Tensor& t, const at::Tensor& noisy,
                                                      double sigma, const Price& price) {
    // The loss adds -value, so that the critic raises it; turned around and scaled on its way into the layer
    // by what a nat more costs there, the same gradient lowers the price.
    const at::Tensor slope = price.squared
                                 ? -2 * price.beta * untrainedValue(t, noisy, sigma)
                                 : at::full({t.size(0)}, -price.beta, t.options().requires_grad(false));
    const at::Tensor from = scaleGradient(t, slope.view({-1, 1, 1}));
    const at::Tensor to = scaleGradient(noisy, slope.view({-1, 1, 1}));
    const at::Tensor value = criticValue(from, to, sigma, log_running_mean_);
    return {value.detach(), -value};
}

at::Tensor CompressionTerm::valueOf(const at::Tensor& t, const at::Tensor& noisy, double sigma) const {
    const at::NoGradGuard no_grad;
    return critic_ ? untrainedValue(t, noisy, sigma) : bound(t, noisy, sigma);
}

at::Tensor CompressionTerm::untrainedValue(const at::Tensor& t, const at::Tensor& noisy, double sigma) const {
    const at::NoGradGuard no_grad;
    at::Tensor log_running_mean = log_running_mean_.clone(); // the value does not depend on it
    return criticValue(t, noisy, sigma, log_running_mean);
}

at::Tensor CompressionTerm::criticValue(const at::Tensor& t, const at::Tensor& noisy, double sigma,
                                        at::Tensor& log_running_mean) const {
    if (kind_ == Compression::KnownConditional)
        return knownConditionalSurrogate(t, noisy, critic_->forward(noisy).squeeze(2), sigma,
                                         log_running_mean);
    const at::Tensor joint = critic_->forward(at::cat({t, noisy}, 2)).squeeze(2);
    const at::Tensor marginal = critic_->forward(at::cat({t, noisy.roll(1, 1)}, 2)).squeeze(2);
    return donskerVaradhanSurrogate(joint, marginal, log_running_mean);
}

} // namespace infoplane
