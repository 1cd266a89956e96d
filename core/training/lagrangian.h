// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/experiment.h"
#include "core/nn/adam.h"
#include "core/training/compression_term.h"
#include "core/training/relevance_term.h"

#include <ATen/ATen.h>

#include <optional>
#include <span>

namespace infoplane {

// The information-bottleneck objective of one layer with its critics, all seeds at once (nats),
//   noisy    L = I(T^;Y) - beta I(X;T^)      T^ = T + sigma N(0, I)
//   clean    L = I(T;Y) - beta I(X;T^)
//   squared  L = I(T^;Y) - beta I(X;T^)^2,
// of a RelevanceTerm and a CompressionTerm. No label enters but through the relevance term.
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
    // What has changed at this step, as factors of Shape's beta and sigma.
    struct Factors {
        double beta = 1.0, sigma = 1.0;
    };

    Lagrangian(const MethodConfig& method, const Shape& shape, std::span<const std::uint64_t> seeds,
               Place place, const at::Tensor& log_prior);

    // Terms on a batch: clean output t [R, B, d], its noise eps of the same shape (already scaled by this
    // step's sigma), labels [R, B].
    [[nodiscard]] Terms terms(const at::Tensor& t, const at::Tensor& noise, const at::Tensor& labels,
                              const Factors& factors);
    // The Lagrangian at Shape's beta and sigma, [R], without gradients; nothing is learnt from it.
    [[nodiscard]] at::Tensor valueOf(const at::Tensor& t, const at::Tensor& noise,
                                     const at::Tensor& labels) const;
    // One Adam step of the critics along the gradients of Terms::loss.
    void stepCritics(double rate);
    // What stepCritics changes, [R, ...] each.
    [[nodiscard]] const std::vector<at::Tensor>& criticParameters() const { return optimiser_->parameters(); }
    // The critics begin at the weights of another layer's, where their shapes agree.
    void carryCriticsFrom(Lagrangian& before);
    // No further training: parameters take no gradients.
    void freeze();
    // The critics and what training carries beside them.
    void visit(StateArchive& archive);

    // C(t, y) for any clean or noisy outputs, [R, n, K].
    [[nodiscard]] at::Tensor criticValues(const at::Tensor& t) const { return relevance_.scores(t); }
    // The plain relevance of the critic on given outputs, [R].
    [[nodiscard]] at::Tensor relevanceOf(const at::Tensor& t, const at::Tensor& labels) const {
        return relevance_.valueOf(t, labels);
    }

private:
    LagrangianForm form_;
    Shape shape_;
    RelevanceTerm relevance_;
    std::optional<CompressionTerm> compression_;
    std::optional<Adam> optimiser_;
};

} // namespace infoplane
