// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/critics/critic_parts.h"

#include "core/nn/random_tensors.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>

namespace infoplane {
namespace {

constexpr std::int64_t kValidation = 5; // one in five
constexpr Place kSplit{0, 1};           // of this file's permutation; critic_training.cpp has another

const Error kCancelled{ErrorCode::Cancelled, "the measurement was stopped", {}};

Error wrong(std::string message) {
    return {ErrorCode::InvalidArgument, std::move(message), {}};
}

std::int64_t validationPoints(std::int64_t points) {
    return std::clamp<std::int64_t>(points / kValidation, kLeastValidation, 2048);
}

std::optional<Error> errorOfSizes(const CriticOptions& options, std::int64_t train, std::int64_t report) {
    const std::int64_t trained = train - validationPoints(train);
    if (report < kLeastReported)
        return wrong("there must be at least two points to report on; give more points");
    if (trained < kLeastFitted)
        return wrong("at least " + std::to_string(kLeastFitted + kLeastValidation) +
                     " points must train the critic and stop it, but there are " + std::to_string(train) +
                     "; give more points or set held_out lower");
    if (trained < options.batch)
        return wrong("batch " + std::to_string(options.batch) + " is above the " + std::to_string(trained) +
                     " points that train the critic; set batch lower or give more points");
    return std::nullopt;
}

bool sameWidths(const CriticSample& a, const CriticSample& b) {
    const auto same = [](const at::Tensor& of_a, const at::Tensor& of_b) {
        return !of_a.defined() || of_a.dim() == 1 || of_a.size(1) == of_b.size(1);
    };
    return same(a.x, b.x) && same(a.y, b.y);
}

} // namespace

Result<CriticParts> divideSamples(const PairedSample& train, const PairedSample& report,
                                  const CriticOptions& options, const Proceed& proceed) {
    const auto all = checkedSample(train, options);
    if (!all) return all.error();
    auto reported = checkedSample(report, options);
    if (!reported) return reported.error();
    if (!sameWidths(*all, *reported))
        return wrong("the reported points must have the widths of those that train");
    if (const auto error = errorOfSizes(options, all->points(), reported->points())) return *error;
    const CriticSample shuffled =
        all->at(permutationTensor(std::array{options.seed}, kSplit, 0, all->points(), at::kCPU).squeeze(0));
    const std::int64_t validation = validationPoints(all->points()), fit = all->points() - validation;
    CriticParts parts{shuffled.part(0, fit), shuffled.part(fit, validation), *reported};
    if (measuresNoise(options.objective)) return parts;
    const at::Tensor x = parts.fit.x, y = parts.fit.y;
    for (CriticSample* part : {&parts.fit, &parts.validation, &parts.report}) {
        const auto of_x = options.x_symbols > 0 ? part->x : criticInputs(part->x, x, proceed);
        if (!of_x) return kCancelled;
        const auto of_y = options.y_symbols > 0 ? part->y : criticInputs(part->y, y, proceed);
        if (!of_y) return kCancelled;
        *part = {*of_x, *of_y};
    }
    return parts;
}

} // namespace infoplane
