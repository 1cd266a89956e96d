// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/critics/critic_inputs.h"

#include "core/estimators/critics/normal_scores.h"

#include <ATen/ATen.h>

namespace infoplane {
namespace {

Error wrong(const std::string& name, const std::string& message) {
    return {ErrorCode::InvalidArgument, message, name};
}

std::optional<Error> errorOfSymbols(const at::Tensor& values, std::int64_t symbols, const std::string& name) {
    if (values.dim() != 1 || values.scalar_type() != at::kLong)
        return wrong(name, "a discrete variable must be integers, one for each point");
    if (values.min().item<std::int64_t>() < 0 || values.max().item<std::int64_t>() >= symbols)
        return wrong(name, "a symbol is outside 0.." + std::to_string(symbols - 1));
    return std::nullopt;
}

std::optional<Error> errorOf(const at::Tensor& values, std::int64_t symbols, const std::string& name) {
    if (!values.defined() || values.numel() == 0) return wrong(name, "there are no points to measure");
    if (symbols > 0) return errorOfSymbols(values, symbols, name);
    if (values.dim() != 2 || !at::isFloatingType(values.scalar_type()))
        return wrong(name, "a continuous variable must be floating-point numbers, points x width");
    return std::nullopt;
}

at::Tensor standardised(const at::Tensor& x, const at::Tensor& reference) {
    const at::Tensor values = reference.to(at::kDouble);
    const at::Tensor deviation = values.std(0, /*unbiased=*/false, /*keepdim=*/true);
    const at::Tensor scale = at::where(deviation > 0, deviation, at::ones_like(deviation));
    return ((x.to(at::kDouble) - values.mean(0, /*keepdim=*/true)) / scale).to(at::kFloat);
}

} // namespace

CriticSample CriticSample::at(const at::Tensor& index) const {
    return {x.index_select(0, index), y.defined() ? y.index_select(0, index) : y};
}

CriticSample CriticSample::part(std::int64_t first, std::int64_t count) const {
    return {x.narrow(0, first, count), y.defined() ? y.narrow(0, first, count) : y};
}

bool measuresNoise(CriticObjective objective) {
    return objective == CriticObjective::AaMine || objective == CriticObjective::KnownConditional;
}

Result<CriticSample> checkedSample(const PairedSample& sample, const CriticOptions& options) {
    if (const auto error = errorOf(sample.x, options.x_symbols, "x")) return *error;
    CriticSample checked{sample.x.detach().to(at::kCPU), {}};
    if (measuresNoise(options.objective)) return checked;
    if (const auto error = errorOf(sample.y, options.y_symbols, "y")) return *error;
    if (sample.x.size(0) != sample.y.size(0)) return wrong("y", "there must be as many points as of x");
    checked.y = sample.y.detach().to(at::kCPU);
    return checked;
}

std::optional<at::Tensor> criticInputs(const at::Tensor& x, const at::Tensor& reference,
                                       const Proceed& proceed) {
    const auto scores = normalScores(x, reference, proceed);
    if (!scores) return std::nullopt;
    constexpr double cut = 3.0;
    return at::cat({*scores, standardised(x, reference).clamp(-cut, cut)}, 1);
}

} // namespace infoplane
