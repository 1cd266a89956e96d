// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/nn/adam.h"
#include "core/nn/network.h"

#include <ATen/ATen.h>

#include <optional>
#include <span>

namespace infoplane {

// The information-bottleneck objective of one layer with its critics, all seeds at once (nats):
//   noisy form  L = I(T^;Y) - beta I(X;T^)      clean form  L = I(T;Y) - beta I(X;T^)      T^ = T + sigma
//   N(0, I)
// Relevance: label-marginalised Donsker-Varadhan bound of a critic C(t, y) with K outputs,
//   E C - ln E_t sum_y p(y) e^C(t,y), a running mean (rate 0.1, log domain) in the gradient's denominator.
// Compression: Gaussian or leave-one-out upper bound, or AA-MINE (Elad et al. 2019): the Donsker-Varadhan
// bound of a critic of (t, t^) against pairs shifted by one within the batch, which the critic raises while
// the layer lowers it.
class Lagrangian {
public:
    struct Shape {
        std::int64_t width = 0, classes = 0;
        double sigma = 0.0, beta = 0.0;
        LayerShape
            maps{}; // of the width's values, where they are maps: what MethodConfig::critic_input reads
    };
    struct Terms {
        at::Tensor loss; // scalar to descend on: layer and critics together
        at::Tensor lagrangian, relevance,
            compression; // [R], detached; compression undefined where none is trained
    };

    Lagrangian(const MethodConfig& method, const Shape& shape, std::span<const std::uint64_t> seeds,
               Place place, at::Tensor log_prior);

    // Terms on a batch: clean output t [R, B, d], its noise eps of the same shape (already scaled by sigma),
    // labels [R, B]. beta_factor scales beta (0 while beta has not begun).
    [[nodiscard]] Terms terms(const at::Tensor& t, const at::Tensor& noise, const at::Tensor& labels,
                              double beta_factor);
    // One Adam step of the critics along the gradients of Terms::loss.
    void stepCritics(double rate);
    // No further training: parameters take no gradients.
    void freeze();

    // C(t, y) for any clean or noisy outputs, [R, n, K].
    [[nodiscard]] at::Tensor criticValues(const at::Tensor& t) const { return relevance_critic_.forward(t); }
    // The plain relevance bound of the critic on given outputs, [R].
    [[nodiscard]] at::Tensor relevanceOf(const at::Tensor& t, const at::Tensor& labels) const;

private:
    [[nodiscard]] at::Tensor trainedRelevance(const at::Tensor& read, const at::Tensor& labels);
    // The compression term and what the loss adds for it.
    [[nodiscard]] std::pair<at::Tensor, at::Tensor> trainedCompression(const at::Tensor& t,
                                                                       const at::Tensor& noisy, double beta);
    [[nodiscard]] std::pair<at::Tensor, at::Tensor> aaMine(const at::Tensor& t, const at::Tensor& noisy,
                                                           double beta);

    LagrangianForm form_;
    Compression compression_;
    Shape shape_;
    at::Tensor log_prior_;
    Critic relevance_critic_;
    std::optional<Critic> compression_critic_;
    at::Tensor relevance_log_mean_, compression_log_mean_; // [R], NaN before the first step
    std::optional<Adam> optimiser_;
};

// t with its gradient multiplied by `factor`: the value is t itself.
[[nodiscard]] at::Tensor scaleGradient(const at::Tensor& t, double factor);

} // namespace infoplane
