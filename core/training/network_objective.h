// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/block.h"
#include "core/training/method_context.h"
#include "core/training/row_writer.h"

#include <ATen/ATen.h>

#include <memory>
#include <vector>

namespace infoplane {

// What all layers of a network are trained for at once, for all seeds, in nats. The trainer owns the hidden
// layers; an objective owns what is trained beside them.
class NetworkObjective {
public:
    // What a step reads: the input, the outputs of the hidden layers and what these hand on (handed_on.h),
    // with their gradients, [R, B, d] each, the labels [R, B], the step's number, the share of the training
    // before it, the factor of its rates.
    struct Step {
        const at::Tensor& inputs;
        const std::vector<at::Tensor>& outputs;
        const std::vector<at::Tensor>& handed_on;
        const at::Tensor& labels;
        std::uint64_t number = 0;
        double progress = 0.0, rate_factor = 1.0;
    };
    struct Terms {
        at::Tensor descent; // scalar: what backward() begins at
        // [R], detached; the last three are undefined where the objective has no such term.
        at::Tensor loss, lagrangian, relevance, compression;
    };

    virtual ~NetworkObjective() = default;

    // Whether a hidden layer is trained; where it is not, no gradient reaches it.
    [[nodiscard]] virtual bool trains(std::size_t layer) const {
        static_cast<void>(layer);
        return true;
    }
    // What the network's optimiser trains beside the hidden layers: leaf tensors [R, ...].
    [[nodiscard]] virtual std::vector<at::Tensor> parameters() { return {}; }
    // What it trains by itself (stepOthers).
    [[nodiscard]] virtual std::vector<at::Tensor> otherParameters() const { return {}; }
    [[nodiscard]] virtual Terms terms(const Step& step) = 0;
    // After backward(): steps of what the objective trains by itself, their rate scaled by `factor`.
    virtual void stepOthers(double factor) { static_cast<void>(factor); }

    // What the objective is worth on the validation part, [R], more is better, from the outputs of the hidden
    // layers for it, [R, n, d] each; without gradients.
    [[nodiscard]] virtual at::Tensor heldOutValue(const std::vector<at::Tensor>& outputs) const = 0;

    // Sets the read-outs of one hidden layer, and of the whole network when it is the last, and what the
    // objective is worth on the test evaluation sample.
    virtual void measureLayer(std::size_t layer, const LayerOutputs& outputs, RowWriter& rows) = 0;
    // What it carries from step to step, its parameters too.
    virtual void visit(StateArchive& archive) = 0;
    // The output layer, null where there is none.
    [[nodiscard]] virtual const Block* head() const { return nullptr; }
};

// The cross-entropy of a linear head on the last hidden layer.
[[nodiscard]] std::unique_ptr<NetworkObjective> makeCrossEntropy(const MethodContext& context);

// Deep variational information bottleneck (Alemi, Fischer, Dillon & Murphy 2017, eq. 17): the last hidden
// layer is the mean of a Gaussian code with deviations of its own,
//   Z = T + s(T_below) N(0, I),  s = softplus(linear(T_below) - 5),
//   loss = cross-entropy of a linear head on one draw of Z + beta KL(N(T, s^2) | N(0, I)).
// relevance is H(Y) - cross-entropy, a lower bound on I(Z;Y); compression is the KL term, an upper bound on
// I(X;Z). The head reads T where the network's output is measured.
[[nodiscard]] std::unique_ptr<NetworkObjective> makeVariationalBottleneck(const MethodContext& context);

// The Lagrangian of every hidden layer at once, or of one (MethodConfig::bottleneck): the gradient of each
// goes to the layers below it too. relevance, compression and Lagrangian are sums over the layers that have
// one.
[[nodiscard]] std::unique_ptr<NetworkObjective> makeJointBottleneck(const MethodContext& context,
                                                                    const std::vector<Block>& layers);

} // namespace infoplane
