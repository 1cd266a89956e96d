// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/training/lagrangian.h"
#include "core/training/method_context.h"
#include "core/training/row_writer.h"

#include <cstdint>

namespace infoplane {

// The Lagrangian of one hidden layer as a method trains it: with the layer's own streams of noise, what
// changes over the training, and what its critics read out.
class LayerLagrangian {
public:
    // Where the training stands: the number of the step, the share of all steps before it, the factor of the
    // rates.
    struct Moment {
        std::uint64_t step = 0;
        double progress = 0.0;
        double rate_factor = 1.0;
    };

    // `layer` counted from 0, and the shape of its output, of `width` values.
    LayerLagrangian(const MethodContext& context, std::size_t layer, const LayerShape& output);

    // Terms on a batch, t [R, B, width] and labels [R, B]; before them the steps that the critics are ahead
    // of the layer (MethodConfig::critic_steps).
    [[nodiscard]] Lagrangian::Terms terms(const at::Tensor& t, const at::Tensor& labels,
                                          const Moment& moment);
    // Along the gradients of the terms' loss.
    void stepCritics(double rate_factor);
    // As Lagrangian's.
    void carryCriticsFrom(LayerLagrangian& before) { lagrangian_.carryCriticsFrom(before.lagrangian_); }
    void freeze() { lagrangian_.freeze(); }
    [[nodiscard]] const std::vector<at::Tensor>& criticParameters() const {
        return lagrangian_.criticParameters();
    }
    void visit(StateArchive& archive) { lagrangian_.visit(archive); }

    // critic_clean and critic_noisy on both splits.
    void measureReadOuts(const LayerOutputs& outputs, RowWriter& rows) const;
    // The relevance on the test evaluation sample, [R].
    [[nodiscard]] at::Tensor heldOutRelevance(const LayerOutputs& outputs) const;

    // The Lagrangian on the validation part, its outputs t [R, n, width], [R].
    [[nodiscard]] at::Tensor heldOutValue(const at::Tensor& t) const;

private:
    [[nodiscard]] SigmaKind sigmaKind() const { return context_.experiment.network.sigma_kind; }
    // In the unit of sigma.
    [[nodiscard]] at::Tensor noise(Purpose purpose, std::uint64_t step, const at::Tensor& like) const;
    void readCritic(std::size_t split, const at::Tensor& outputs, const at::Tensor& labels,
                    RowWriter& rows) const;

    const MethodContext& context_;
    std::size_t layer_;
    Lagrangian lagrangian_;
};

} // namespace infoplane
