// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/layer_plan.h"
#include "core/nn/network.h"
#include "core/support/assert.h"
#include "core/training/class_head.h"
#include "core/training/network_objective.h"
#include "core/training/schedule.h"

namespace infoplane {
namespace {

// Deviations begin small: softplus(-5) is 0.0067 (Alemi et al. 2017, section 4.2).
constexpr double kShift = 5.0;

class VariationalBottleneck final : public NetworkObjective {
public:
    explicit VariationalBottleneck(const MethodContext& context)
        : context_(context), head_(context), deviation_(makeDeviation(context)) {
        deviation_.setTrained(true);
    }

    std::vector<at::Tensor> parameters() override {
        std::vector<at::Tensor> all = head_.parameters();
        for (const at::Tensor& parameter : deviation_.parameters())
            all.push_back(parameter);
        return all;
    }

    Terms terms(const Step& step) override {
        const at::Tensor& mean = step.outputs.back();
        const at::Tensor& below =
            step.handed_on.size() > 1 ? step.handed_on[step.handed_on.size() - 2] : step.inputs;
        const auto [cross_entropy, divergence] =
            termsOf(mean, below, step.labels, Purpose::TrainingNoise, step.number);
        const double beta = context_.config.beta.back() * betaFactor(context_.config, step.progress);
        const at::Tensor loss = cross_entropy + beta * divergence;
        Terms terms;
        terms.descent = loss.sum();
        terms.loss = loss.detach();
        terms.relevance = labelEntropy() - cross_entropy.detach();
        terms.compression = divergence.detach();
        terms.lagrangian = terms.relevance - beta * terms.compression;
        return terms;
    }

    at::Tensor heldOutValue(const std::vector<at::Tensor>& outputs) const override {
        const TrainingData::Split& validation = context_.data.validation;
        const at::Tensor& below = outputs.size() > 1 ? outputs[outputs.size() - 2] : validation.inputs;
        const auto [cross_entropy, divergence] =
            termsOf(outputs.back(), below, validation.labels.unsqueeze(0).expand({context_.seedCount(), -1}),
                    Purpose::CriticNoise, 0);
        return -cross_entropy - context_.config.beta.back() * divergence;
    }

    void measureLayer(std::size_t layer, const LayerOutputs& outputs, RowWriter& rows) override {
        if (layer != head_.layersBelow() - 1) return;
        head_.measure(outputs, rows);
        const at::Tensor labels =
            context_.data.test().evaluation_labels.unsqueeze(0).expand({context_.seedCount(), -1});
        rows.setObjective("objective/relevance_held_out",
                          labelEntropy() - head_.crossEntropy(outputs.test_sample, labels));
    }

    void visit(StateArchive& archive) override {
        head_.visit(archive);
        archive.tensors("deviation", deviation_.parameters());
    }

    const Block* head() const override { return &head_.block(); }

private:
    // The cross-entropy of one draw of the code and the divergence, [R] each.
    [[nodiscard]] std::pair<at::Tensor, at::Tensor> termsOf(const at::Tensor& mean, const at::Tensor& below,
                                                            const at::Tensor& labels, Purpose purpose,
                                                            std::uint64_t step) const {
        const at::Tensor deviation = at::softplus(deviation_.forward(below) - kShift);
        const at::Tensor draw = normalTensor(context_.seeds, purpose, place(context_), step, mean.size(1),
                                             mean.size(2), context_.device);
        return {head_.crossEntropy(mean + deviation * draw, labels),
                0.5 * (mean.square() + deviation.square() - 2 * deviation.log() - 1).sum(2).mean(1)};
    }

    static Place place(const MethodContext& context) {
        return context.place(layerCount(context.experiment.network) + 1);
    }

    static Dense makeDeviation(const MethodContext& context) {
        const auto layers = planNetwork(context.experiment.network, context.data.shape);
        INFOPLANE_ASSERT(layers.ok()); // describeRun has planned it before
        return makeDense(context.seeds, Purpose::Initialisation, place(context), layers->back().input.size(),
                         layers->back().output.size(), context.device);
    }

    // H(Y) of the training labels.
    [[nodiscard]] at::Tensor labelEntropy() const {
        return -at::xlogy(context_.data.log_prior.exp(), context_.data.log_prior.exp()).sum();
    }

    const MethodContext& context_;
    ClassHead head_;
    Dense deviation_;
};

} // namespace

std::unique_ptr<NetworkObjective> makeVariationalBottleneck(const MethodContext& context) {
    return std::make_unique<VariationalBottleneck>(context);
}

} // namespace infoplane
