// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimators/critics/critic_training.h"

#include <ATen/core/Tensor.h>

#include <optional>

// Samples on their way into a critic.
namespace infoplane {

// Points of two variables together, without gradient; y is not defined where the critic measures noise.
struct CriticSample {
    at::Tensor x, y;

    [[nodiscard]] std::int64_t points() const { return x.size(0); }
    [[nodiscard]] CriticSample at(const at::Tensor& index) const;
    [[nodiscard]] CriticSample part(std::int64_t first, std::int64_t count) const;
};

// Whether the critic is about x^ = x + sigma N(0, I), so that y is not read.
[[nodiscard]] bool measuresNoise(CriticObjective objective);

// The sample, once its shape and types fit the options and the symbols are in range.
[[nodiscard]] Result<CriticSample> checkedSample(const PairedSample& sample, const CriticOptions& options);

// What a critic reads of the continuous columns of `x`: their normal scores with respect to `reference`
// (normal_scores.h) and beside them the columns standardised with its mean and deviation, cut at -3 and 3:
// [n, 2 width], float. The scores stand heavy tails, the others keep clusters and additive structure as they
// are. Nothing where `proceed` returned false.
[[nodiscard]] std::optional<at::Tensor> criticInputs(const at::Tensor& x, const at::Tensor& reference,
                                                     const Proceed& proceed);

} // namespace infoplane
