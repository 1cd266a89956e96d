// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/mixture/nested.h"

#include "core/estimators/mixture/draw_statistics.h"
#include "core/estimators/mixture/kernel_sum.h"
#include "core/estimators/mixture/noise_of_draws.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace infoplane {
namespace {

constexpr const char* kNested = "nested";
constexpr std::uint64_t kMostNestedDraws = 65536;

std::optional<Error> wrongArgument(const PropagatedSamples& s, const NestedOptions& o) {
    const auto wrong = [](const char* message) {
        return Error{ErrorCode::InvalidArgument, message, kNested};
    };
    if (s.inputs == 0 || s.passes == 0 || s.width == 0)
        return wrong("there must be at least one input, one pass and one unit");
    // By division: a product of the three might overflow.
    if (s.values.size() % s.inputs != 0 || s.values.size() / s.inputs % s.passes != 0 ||
        s.values.size() / s.inputs / s.passes != s.width)
        return wrong("there must be inputs x passes x units values");
    if (!(o.sigma > 0) || !std::isfinite(o.sigma)) return wrong("sigma must be a number above 0");
    if (o.draws < 1 || o.draws > kMostNestedDraws) return wrong("draws must be from 1 to 65536");
    if (!std::ranges::all_of(s.values, [](double v) { return std::isfinite(v); }))
        return wrong("a sample holds a NaN or an infinity");
    return std::nullopt;
}

// Which input each sample is of.
std::vector<std::int64_t> inputsOf(const PropagatedSamples& s) {
    std::vector<std::int64_t> inputs(s.inputs * s.passes);
    for (std::size_t i = 0; i < inputs.size(); ++i)
        inputs[i] = static_cast<std::int64_t>(i / s.passes);
    return inputs;
}

} // namespace

Result<Estimate> nestedInformation(const PropagatedSamples& samples, const NestedOptions& options,
                                   const Proceed& proceed) {
    if (const auto error = wrongArgument(samples, options)) return *error;
    // The mixture of all samples with their inputs as labels: own sums are those of the conditional
    // entropies.
    const KernelCentres centres(samples.values.data(), samples.width, inputsOf(samples), options.sigma,
                                options.threads);
    DrawStatistics quotient(centres.size());
    KernelTiling tiling;
    tiling.threads = options.threads;
    NoiseOfDraws noise(options.noise, centres.size(), centres.width(), options.threads);
    KernelSums sums;
    for (std::uint64_t draw = 0; draw < options.draws; ++draw) {
        if (!kernelSums(centres, noise.draw(draw), proceed, sums, tiling))
            return Error{ErrorCode::Cancelled, "The measurement was stopped.", kNested};
        quotient.beginDraw();
        for (std::size_t i = 0; i < sums.all.size(); ++i)
            quotient.add(i, std::log(sums.all[i] / sums.own[i]));
    }
    Estimate e;
    e.cap = std::log(static_cast<double>(samples.inputs));
    e.value = e.cap - quotient.mean();
    e.standard_error = samples.inputs == 1 ? 0.0 : quotient.standardError();
    e.flags = capFlag(e);
    return e;
}

} // namespace infoplane
