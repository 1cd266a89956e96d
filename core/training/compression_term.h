// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/nn/network.h"
#include "core/nn/state_archive.h"

#include <ATen/ATen.h>

#include <optional>
#include <span>

namespace infoplane {

// I(X;T^) of one layer as its Lagrangian weighs it, all seeds at once, in nats (formulas:
// core/estimators/critics/ bounds.h). gaussian, gaussian_full, leave_one_out and kt_upper are functions of
// the batch. aa_mine (Elad et al. 2019: a critic of (t, t^), the pairs drawn apart shifted by one within the
// batch) and known_conditional have a critic that raises the value while the layer lowers it, with a running
// mean (rate 0.1) in the gradient's denominator.
class CompressionTerm {
public:
    // What the layer pays for an information I: beta I, or beta I^2 where squared.
    struct Price {
        double beta = 0.0;
        bool squared = false;
    };
    struct Terms {
        at::Tensor value; // [R], detached
        at::Tensor loss;  // [R]: its gradient lowers the price in t and raises the value in the critic
    };

    // Shape of the layer's output t (width values). Not for Compression::None.
    CompressionTerm(const MethodConfig& method, const LayerShape& output,
                    std::span<const std::uint64_t> seeds, Place place, const at::TensorOptions& options);

    // t clean and noisy = t + sigma N(0, 1), both [R, B, width].
    [[nodiscard]] Terms trained(const at::Tensor& t, const at::Tensor& noisy, double sigma,
                                const Price& price);

    // The plain value, [R], without gradients; nothing is learnt from it.
    [[nodiscard]] at::Tensor valueOf(const at::Tensor& t, const at::Tensor& noisy, double sigma) const;

    // Empty where the term has none.
    [[nodiscard]] std::optional<Critic>& critic() { return critic_; }
    // What it carries beside its critic's parameters.
    void visit(StateArchive& archive) { archive.tensor("log_running_mean", log_running_mean_); }

private:
    [[nodiscard]] at::Tensor bound(const at::Tensor& t, const at::Tensor& noisy, double sigma) const;
    [[nodiscard]] at::Tensor untrainedValue(const at::Tensor& t, const at::Tensor& noisy, double sigma) const;
    [[nodiscard]] at::Tensor criticValue(const at::Tensor& t, const at::Tensor& noisy, double sigma,
                                         at::Tensor& log_running_mean) const;
    [[nodiscard]] Terms againstCritic(const at::Tensor& t, const at::Tensor& noisy, double sigma,
                                      const Price& price);

    Compression kind_;
    std::optional<Critic> critic_;
    at::Tensor log_running_mean_; // [R], NaN before the first step
};

// t with its gradient multiplied by `factor`, which spreads over it ([R, 1, 1]): the value is t itself.
[[nodiscard]] at::Tensor scaleGradient(const at::Tensor& t, const at::Tensor& factor);

} // namespace infoplane
