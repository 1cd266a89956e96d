// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/nn/network.h"
#include "core/nn/state_archive.h"

#include <ATen/ATen.h>

#include <span>
#include <vector>

namespace infoplane {

// I(T;Y) of one layer, clean or noisy, by a critic C(t, y) trained beside it, all seeds at once, in nats
// (formulas: core/estimators/critics/bounds.h):
//   label_marginalised, infonce, variational   a critic of t with K outputs
//   mine                                       a critic of (t, one-hot y) with one output; the pairs drawn
//   apart are
//                                              (t_i, y_(i+1)) of the batch, which is in random order
// Donsker-Varadhan terms have a running mean (rate 0.1) in the gradient's denominator.
class RelevanceTerm {
public:
    // Shape of the layer's output t (width values), labels 0..K-1 with ln p(y) in log_prior [K].
    RelevanceTerm(const MethodConfig& method, const LayerShape& output, std::span<const std::uint64_t> seeds,
                  Place place, at::Tensor log_prior);

    // The value to climb on a batch, [R]: t [R, B, width], labels [R, B].
    [[nodiscard]] at::Tensor trained(const at::Tensor& t, const at::Tensor& labels);
    // The plain value of the critic on given outputs, [R], without gradients; mine's with the labels summed
    // exactly, which is its expectation over pairs.
    [[nodiscard]] at::Tensor valueOf(const at::Tensor& t, const at::Tensor& labels) const;
    // C(t, y) for every label, [R, n, K]. argmax_y of it plus ln p(y) reads the label.
    [[nodiscard]] at::Tensor scores(const at::Tensor& t) const;

    [[nodiscard]] Critic& critic() { return critic_; }
    [[nodiscard]] const Critic& critic() const { return critic_; }
    // What it carries beside its critic's parameters.
    void visit(StateArchive& archive) { archive.tensor("log_running_mean", log_running_mean_); }

private:
    [[nodiscard]] at::Tensor scoreOf(const at::Tensor& t, const at::Tensor& one_hot) const;

    Relevance kind_;
    at::Tensor log_prior_;
    Critic critic_;
    at::Tensor log_running_mean_; // [R], NaN before the first step
};

} // namespace infoplane
